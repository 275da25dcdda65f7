import type OcopModuleService from "../../src/modules/ocop/service";
import type PeopleModuleService from "../../src/modules/people/service";
import type { Backend } from "../backend";
import { loadSeed, password } from "./seeded";

export default function people({ api, getContainer }: Backend): void {
  const as = (token?: string, language = "vi") => ({
    validateStatus: () => true,
    headers: { "accept-language": language, ...(token ? { authorization: `Bearer ${token}` } : {}) },
  });
  const signIn = async (actor: string, name: string, word: string): Promise<string | undefined> =>
    (await api.post(`/auth/${actor}/emailpass`, { email: name, password: word }, as())).data.token;
  /** Medusa gives a token to whoever has a password; only an actor in it opens anything. */
  const enters = async (actor: "producer_member" | "officer", name: string, word: string): Promise<number> => {
    const token = await signIn(actor, name, word);
    const path = actor === "officer" ? "/department/certificates" : "/producer/me";
    return token ? (await api.get(path, as(token))).status : 401;
  };
  const tokenOf = ({ link }: { link: { url: string } }) => new URL(link.url).pathname.split("/").at(-1) ?? "";
  const look = (token: string, language?: string) => api.post("/people/links/look", { token }, as(undefined, language));
  const use = (token: string, given: object, language?: string) =>
    api.post("/people/links/use", { ...given, token }, as(undefined, language));

  it("lets members and officers in by links, each as far as the role reaches, and out at once", async () => {
    const container = getContainer();
    await loadSeed(container);
    const operator = as(await signIn("user", "admin@hungyen.test", password));
    const owner = as(await signIn("producer_member", "0900000001", password));

    // An operator's lists and forms.
    const { data: everybody } = await api.get("/admin/people", operator);
    expect(everybody.members).toMatchObject([{ phone: "0900000001", role: "owner", signed_up: true }]);
    expect(everybody.members[0].producer_name).toContain("Minh Họa");
    expect(everybody.officers).toMatchObject([{ phone: "0900000002", role: "recorder", signed_up: true }]);
    const other = everybody.producers.find(({ id }: { id: string }) => id !== everybody.members[0].producer_id);
    const form = { name: " Trần  Thị Bình ", phone: "+84 911 000 001", producer_id: other.id, role: "owner" };
    const made = await api.post("/admin/people/members", form, operator);
    expect(made).toMatchObject({ status: 201, data: { member: { name: "Trần Thị Bình", phone: "0911000001" } } });
    expect(made.data.link).toMatchObject({ kind: "invitation" });
    const again = await api.post("/admin/people/members", form, operator);
    expect(again).toMatchObject({ status: 400, data: { code: "people.phone-of-member" } });
    expect(again.data.message).toContain("0911000001");
    for (const wrong of [{ phone: "12" }, { name: "x" }, { producer_id: "nobody" }])
      expect((await api.post("/admin/people/members", { ...form, ...wrong }, operator)).status).toBe(400);

    // Invitation, password, sign-in; whoever registered the phone before gets nothing from it.
    const { data: squatted } = await api.post("/auth/user/emailpass/register", {
      email: "0911000001",
      password: "a-squatter's",
    });
    const invitation = tokenOf(made.data);
    expect((await look(invitation)).data).toEqual({ name: "Trần Thị Bình", area: "desk", kind: "invitation" });
    const short = await use(invitation, { password: "ngắn" }, "en");
    expect(short).toMatchObject({ status: 400, data: { message: "A password needs 8 to 200 characters." } });
    expect(await use(invitation, { password: "mật khẩu mới 1" })).toMatchObject({
      status: 200,
      data: { area: "desk" },
    });
    expect(await enters("producer_member", "0911000001", "mật khẩu mới 1")).toBe(200);
    expect(await enters("producer_member", "0911000001", "a-squatter's")).toBe(401);
    const refreshed = await api.post("/auth/token/refresh", {}, as(squatted.token));
    expect((await api.get("/producer/me", as(refreshed.data.token))).status).toBe(401);
    for (const path of [invitation, "guessed"]) expect((await look(path)).data).toMatchObject({ code: "people.link-dead" });
    expect((await use(invitation, { password: "mật khẩu mới 2" })).status).toBe(404);

    // A reset; a newer link voids the older.
    const link = async () => tokenOf((await api.post(`/admin/people/${made.data.member.id}/link`, {}, operator)).data);
    const older = await link();
    const newer = await link();
    expect((await look(older)).status).toBe(404);
    expect((await look(newer)).data.kind).toBe("reset");
    expect((await use(newer, { password: "mật khẩu mới 3" })).status).toBe(200);
    expect(await enters("producer_member", "0911000001", "mật khẩu mới 1")).toBe(401);
    expect(await enters("producer_member", "0911000001", "mật khẩu mới 3")).toBe(200);

    // An owner invites staff; staff and other owners may not.
    const invited = await api.post("/producer/members", { name: "Lê Văn Cường", phone: "0911 000 002" }, owner);
    expect(invited).toMatchObject({ status: 201, data: { member: { role: "staff" } } });
    expect((await use(tokenOf(invited.data), { password: "của nhân viên" })).status).toBe(200);
    const staff = as(await signIn("producer_member", "0911000002", "của nhân viên"));
    expect((await api.get("/producer/me", staff)).data.member.role).toBe("staff");
    expect((await api.get("/producer/orders", staff)).status).toBe(200);
    const stranger = as(await signIn("producer_member", "0911000001", "mật khẩu mới 3"));
    const own = `/producer/members/${invited.data.member.id}`;
    for (const answer of [
      await api.get("/producer/members", staff),
      await api.post("/producer/members", { name: "Ai Đó", phone: "0911000003" }, staff),
      await api.post(`${own}/link`, {}, staff),
      await api.post(`${own}/remove`, {}, staff),
    ])
      expect(answer).toMatchObject({ status: 403, data: { code: "people.owner-only" } });
    expect((await api.get("/producer/members", stranger)).data.members).toMatchObject([{ phone: "0911000001", you: true }]);
    for (const what of ["link", "remove"]) expect((await api.post(`${own}/${what}`, {}, stranger)).status).toBe(404);

    // Removed: out at once, with the bearer in hand; the phone is free again.
    const [me] = (await api.get("/producer/members", owner)).data.members;
    expect(me).toMatchObject({ phone: "0900000001", you: true });
    const oneself = await api.post(`/producer/members/${me.id}/remove`, {}, owner);
    expect(oneself).toMatchObject({ status: 400, data: { code: "people.not-yourself" } });
    const late = tokenOf((await api.post(`${own}/link`, {}, owner)).data);
    expect((await api.post(`${own}/remove`, {}, owner)).status).toBe(200);
    expect((await api.get("/producer/me", staff)).status).toBe(401);
    expect((await look(late)).status).toBe(404);
    expect(await enters("producer_member", "0911000002", "của nhân viên")).toBe(401);
    expect((await api.post("/producer/members", { name: "Lê Văn Cường", phone: "0911000002" }, owner)).status).toBe(201);

    // Officers: a reader reads, a recorder records, and both are looked up on each call.
    const officer = { name: "Phạm Thị Dung", phone: "0911000004", organisation: "Sở Công Thương", role: "reader" };
    const reader = await api.post("/admin/people/officers", officer, operator);
    expect((await look(tokenOf(reader.data))).data).toMatchObject({ area: "board" });
    expect((await use(tokenOf(reader.data), { password: "của cán bộ" })).status).toBe(200);
    const reads = as(await signIn("officer", "0911000004", "của cán bộ"));
    const { data: found } = await api.get("/department/certificates?simulated=1", reads);
    expect(found.may_revoke).toBe(false);
    const revoke = `/department/certificates/${found.certificates[0].id}/revoke`;
    const revocation = { day: "2026-11-24", reason: "Cơ sở ngừng sản xuất" };
    expect(await api.post(revoke, revocation, reads)).toMatchObject({
      status: 403,
      data: { code: "people.recorder-only" },
    });
    const recorder = as(await signIn("officer", "0900000002", password));
    expect((await api.post(revoke, revocation, recorder)).status).toBe(200);
    const certificate_id: string = found.certificates[0].id;
    const events = await container.resolve<OcopModuleService>("ocop").listCertificateEvents({ certificate_id });
    expect(events).toMatchObject([{ recorded_by: everybody.officers[0].id }]);
    expect((await api.post(`/admin/people/${reader.data.officer.id}/remove`, {}, operator)).status).toBe(200);
    expect((await api.get("/department/certificates", reads)).status).toBe(401);
  });

  it("never lets a producer's link change a password that opens more than the desk", async () => {
    const container = getContainer();
    await loadSeed(container);
    const operator = as(await signIn("user", "admin@hungyen.test", password));
    const owner = as(await signIn("producer_member", "0900000001", password));
    const invited = await api.post("/producer/members", { name: "Cán bộ Minh Họa", phone: "0900000002" }, owner);
    const path = tokenOf(invited.data);
    expect(await use(path, { password: "của chủ gian hàng" })).toMatchObject({
      status: 409,
      data: { code: "people.existing-password" },
    });
    const wrong = await use(path, { existing_password: "đoán bừa" });
    expect(wrong).toMatchObject({ status: 400, data: { code: "people.wrong-password" } });
    expect((await use(path, { existing_password: password })).status).toBe(200);
    expect(await enters("officer", "0900000002", password)).toBe(200);
    expect(await enters("producer_member", "0900000002", password)).toBe(200);

    const reset = tokenOf((await api.post(`/producer/members/${invited.data.member.id}/link`, {}, owner)).data);
    expect(await use(reset, { password: "của chủ gian hàng" })).toMatchObject({
      status: 403,
      data: { code: "people.shared-sign-in" },
    });
    const people = container.resolve<PeopleModuleService>("people");
    const [officer] = await people.listOfficers({ phone: "0900000002" });
    const byOperator = tokenOf((await api.post(`/admin/people/${officer?.id}/link`, {}, operator)).data);
    expect((await use(byOperator, { password: "mới của cán bộ" })).status).toBe(200);
    expect(await enters("officer", "0900000002", "mới của cán bộ")).toBe(200);
    expect(await enters("producer_member", "0900000002", "mới của cán bộ")).toBe(200);

    // Removed at the desk, the board stays open.
    expect((await api.post(`/producer/members/${invited.data.member.id}/remove`, {}, owner)).status).toBe(200);
    expect(await enters("producer_member", "0900000002", "mới của cán bộ")).toBe(401);
    expect(await enters("officer", "0900000002", "mới của cán bộ")).toBe(200);

    // Whoever holds a link may not go on guessing.
    const last = tokenOf((await api.post("/producer/members", { name: "Cán bộ Minh Họa", phone: "0900000002" }, owner)).data);
    const tries: number[] = [];
    for (let time = 1; time <= 11; time += 1) tries.push((await use(last, { existing_password: `đoán ${time}` })).status);
    expect(tries.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 400));
    expect(tries[10]).toBe(429);
  });
}
