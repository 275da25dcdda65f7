import { warningStage } from "../certificate-warning";

it("a producer is warned half a year ahead, then at five and at four months, and no more once it has ended", () => {
  const stage = (validTo: string) => warningStage(validTo, "2026-01-01")?.stage;
  expect(stage("2026-07-01")).toBeUndefined();
  expect(stage("2026-06-30")).toBe(180);
  expect(stage("2026-05-31")).toBe(150);
  expect(stage("2026-05-01")).toBe(120);
  expect(stage("2026-01-01")).toBe(120);
  expect(stage("2025-12-31")).toBeUndefined();
});
