const text = [
  "User-agent: *",
  "Disallow: /gio-hang",
  "Disallow: /thanh-toan",
  "Disallow: /don-hang",
  "Disallow: /tra-cuu",
  "Disallow: /mat-khau",
  "Disallow: /ban-hang",
  "Disallow: /so",
  "",
].join("\n");

export function loader() {
  return new Response(text, {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=3600" },
  });
}
