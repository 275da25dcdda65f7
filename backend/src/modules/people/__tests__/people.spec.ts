import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import { PEOPLE_MODULE } from "..";
import { Officer, ProducerMember } from "../models/person";
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

moduleIntegrationTestRunner<PeopleModuleService>({
  moduleName: PEOPLE_MODULE,
  moduleModels: [ProducerMember, Officer],
  resolve: "./src/modules/people",
  testSuite: ({ service }) => {
    it("signs nobody up twice under one phone number", async () => {
      const person = { name: "Nguyễn Thị Minh Hoạ", phone: "0900000001", producer_id: "producer_1" };
      await service.createProducerMembers(person);
      await expect(service.createProducerMembers({ ...person, name: "Người khác" })).rejects.toThrow(/already exists/);
    });
  },
});
