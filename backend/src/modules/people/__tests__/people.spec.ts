import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import { PEOPLE_MODULE } from "..";
import { expiryOf, isOpen, linkIdOf, newToken } from "../link";
import { Officer, ProducerMember } from "../models/person";
import { PersonLink } from "../models/person-link";
import { passwordMove } from "../password-move";
import { normalPhone } from "../phone";
import type PeopleModuleService from "../service";

it.each([
  ["+84 912 345 678", "0912345678"],
  ["84-912.345.678", "0912345678"],
  ["0912 345 678", "0912345678"],
  ["912345678", undefined],
  ["0912 345 67a", undefined],
])("understands the phone number %s as %s", (typed, phone) => {
  expect(normalPhone(typed)).toBe(phone);
});

describe("a link", () => {
  const now = new Date("2026-11-25T03:00:00.000Z");

  it("is known by a hash of a token that nobody guesses", () => {
    const { token, id } = newToken();
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(id).toBe(linkIdOf(token));
    expect(newToken().token).not.toBe(token);
  });

  it("opens until it is used, has expired or a newer one was made", () => {
    const link = { id: "one", expires_at: expiryOf("reset", now), used_at: null };
    const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
    expect(isOpen(link, "one", later(23.9))).toBe(true);
    expect(isOpen(link, "one", later(24))).toBe(false);
    expect(isOpen({ ...link, expires_at: expiryOf("invitation", now) }, "one", later(7 * 24 - 1))).toBe(true);
    expect(isOpen({ ...link, used_at: now }, "one", now)).toBe(false);
    expect(isOpen(link, "two", now)).toBe(false);
  });
});

describe("a password", () => {
  it.each([
    ["no sign-in", undefined, "anew"],
    ["a sign-in of nobody, which anybody may register", {}, "anew"],
    ["the own sign-in", { producer_member_id: "m1", roles: ["x"] }, "anew"],
    ["a sign-in of a member who was removed", { producer_member_id: "gone" }, "anew"],
    ["an officer's sign-in", { officer_id: "o1" }, "ask-existing"],
    ["a buyer's sign-in", { customer_id: "c1", producer_member_id: "gone" }, "ask-existing"],
    ["a sign-in that opens both areas", { officer_id: "o1", producer_member_id: "m1" }, "refuse"],
  ])("of a member's phone with %s is set as it may be", (_what, actors, move) => {
    expect(passwordMove(actors && { actors }, "producer_member", "m1")).toBe(move);
  });

  it("of somebody in both areas is reset by the officer's link alone", () => {
    expect(passwordMove({ actors: { officer_id: "o1", producer_member_id: "m1" } }, "officer", "o1")).toBe("overwrite");
  });
});

moduleIntegrationTestRunner<PeopleModuleService>({
  moduleName: PEOPLE_MODULE,
  moduleModels: [ProducerMember, Officer, PersonLink],
  resolve: "./src/modules/people",
  testSuite: ({ service }) => {
    it("signs nobody up twice under one phone number", async () => {
      const person = { name: "Nguyễn Thị Minh Hoạ", phone: "0900000001", producer_id: "producer_1" };
      await service.createProducerMembers(person);
      await expect(service.createProducerMembers({ ...person, name: "Người khác" })).rejects.toThrow(/already exists/);
    });

    it("opens the newest link of a person once, and none of somebody who is gone", async () => {
      const member = await service.createProducerMembers({ name: "Lê Văn A", phone: "0900000002", producer_id: "producer_1" });
      const asked = {
        actor: "producer_member",
        person_id: member.id,
        kind: "invitation",
        made_by: "user_1",
      } as const;
      const at = (ms: number) => new Date(Date.now() + ms);
      const older = await service.makeLink(asked, at(0));
      await new Promise((resolve) => setTimeout(resolve, 5));
      const { token } = await service.makeLink(asked, at(0));
      expect(await service.openLink(older.token, at(0))).toBeUndefined();
      expect(await service.openLink(`${token}x`, at(0))).toBeUndefined();
      const opened = await service.openLink(token, at(0));
      expect(opened?.person.row).toMatchObject({ name: "Lê Văn A" });
      expect(JSON.stringify(await service.listPersonLinks({}))).not.toContain(token);
      await service.closeLink(opened?.link.id ?? "", at(0));
      expect(await service.openLink(token, at(0))).toBeUndefined();
      const last = await service.makeLink({ ...asked, kind: "reset" }, at(0));
      await service.softDeleteProducerMembers(member.id);
      expect(await service.openLink(last.token, at(0))).toBeUndefined();
    });
  },
});
