import { html } from "hono/html";

export type Html = ReturnType<typeof html>;

/** Every page says what it is: a marketplace that does not exist. */
export const pageOf =
  (marketplace: string) =>
  (title: string, body: Html | readonly Html[]): Html =>
    html`<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · Sàn mô phỏng</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #222; background: #f6f6f4; }
      header { background: #5a3d2b; color: #fff; padding: 0.6rem 1rem; }
      header a { color: #fff; }
      main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
      section, form.box { background: #fff; border: 1px solid #ddd; border-radius: 8px; padding: 1rem; margin: 0 0 1rem; }
      input, select, button, textarea { font: inherit; padding: 0.4rem 0.6rem; min-height: 2.6rem; box-sizing: border-box; }
      label { display: block; margin: 0.4rem 0; }
      label input, label textarea { width: 100%; }
      label.inline input { width: auto; min-height: 0; }
      .row { display: flex; gap: 0.6rem; flex-wrap: wrap; align-items: end; margin: 0.4rem 0; }
      .row label { flex: 1 1 10rem; }
      .state { display: inline-block; border: 1px solid #888; border-radius: 1rem; padding: 0 0.7rem; font-size: 0.9rem; }
      .mark { background: #ffe9a8; color: #5a3d00; border-radius: 1rem; padding: 0 0.7rem; font-size: 0.9rem; }
      h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; } h3 { font-size: 1rem; }
      pre { white-space: pre-wrap; font: inherit; }
    </style>
  </head>
  <body>
    <header><a href="/">Sàn mô phỏng</a> <span class="mark">mô phỏng, không phải ${marketplace}</span></header>
    <main>${body}</main>
  </body>
</html>`;

/** One button that posts, with the field it asks for where it needs one. */
export const button = (action: string, words: string, field?: Html): Html =>
  html`<form method="post" action="${action}" class="row">${field ?? ""}<button type="submit">${words}</button></form>`;

export const vnd = (amount: number): string => `${amount.toLocaleString("vi-VN").replaceAll(",", ".")} ₫`;

/** Vietnamese time, as the marketplaces' own seller pages show it. */
const moments = new Intl.DateTimeFormat("vi-VN", { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" });
export const moment = (at: number): string => moments.format(at);
