import { describe, expect, it, vi } from "vitest";

vi.mock("../env.server.ts", () => ({ cookieSecrets: ["a secret of the test"], overTls: false, settings: {} }));
const { bearerOf, pageAfterSignIn, requireBearer, signInAddress, signOut } = await import("./sign-in.server.ts");

const asked = (path: string, init?: RequestInit) => new Request(`http://127.0.0.1${path}`, init);

describe("signing in", () => {
  it("leads back to the page that was asked for, within the area", () => {
    const path = "/so/danh-sach?column=reported&met=no";
    const address = signInAddress(asked(path), "board");
    expect(pageAfterSignIn("board", new URLSearchParams(address.split("?")[1]).get("next"))).toBe(path);
    const fetched = signInAddress(asked("/so/danh-sach.data?met=no&_routes=routes%2F_department"), "board");
    expect(fetched).toBe("/so/dang-nhap?next=%2Fso%2Fdanh-sach%3Fmet%3Dno");
  });

  it.each([
    "https://evil.example/so",
    "//evil.example/so",
    "/\\evil.example/so",
    "/sob",
    "/ban-hang",
    "/so/../gio-hang",
    "http:",
  ])("leads nobody to %s", (next) => expect(pageAfterSignIn("board", next)).toBe("/so"));

  it("does not come back to a form that was posted", () => {
    expect(signInAddress(asked("/so/chung-nhan", { method: "POST" }), "board", true)).toBe("/so/dang-nhap?ended=1");
  });

  it("takes no cookie that this server did not sign, and lets nobody in without one", async () => {
    const forged = asked("/so", { headers: { cookie: "so=ImFiYyI%3D.c2lnbmF0dXJl" } });
    expect(await bearerOf(forged, "board")).toBeUndefined();
    await expect(requireBearer(forged, "board")).rejects.toMatchObject({ status: 302 });
    expect(await signOut("board")).toContain("Max-Age=0");
  });
});
