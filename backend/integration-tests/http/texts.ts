import { channelsOf } from "../../src/channels-of";
import type { Backend } from "../backend";
import { tokenOf } from "../signed-in";

export default function texts({ api, getContainer }: Backend): void {
  it("keeps a problem once by what it says, and tells it in the language of whoever asks", async () => {
    const token = tokenOf("user");
    const told = async (language?: string) => {
      const headers = { authorization: `Bearer ${token}`, ...(language ? { "accept-language": language } : {}) };
      const answer = await api.get("/admin/channels/problems", { headers });
      expect(answer.headers.vary).toMatch(/accept-language/i);
      return answer.data.problems.map(({ message }: { message: string }) => message).toSorted();
    };
    const channels = channelsOf(getContainer());
    const problem = { accountId: "account_test", purpose: "push-stock", code: "E1" };
    const says = (code: string) => ({ code: "kit.unknown-code", params: { code } });
    await channels.writeProblemOnce({ ...problem, message: "E1, request 1", says: says("E1") });
    await channels.writeProblemOnce({ ...problem, message: "E1, request 2", says: says("E1") });
    await channels.writeProblemOnce({ ...problem, message: "E1, request 3", says: says("E2") });
    // As written before there were texts.
    await channels.writeProblem({ ...problem, message: "Sàn từ chối." });
    expect(await told()).toEqual([
      "Sàn trả lời một mã chưa biết (E1). Hãy báo người vận hành.",
      "Sàn trả lời một mã chưa biết (E2). Hãy báo người vận hành.",
      "Sàn từ chối.",
    ]);
    expect(await told("en")).toEqual([
      "Sàn từ chối.",
      "The channel answered a code that is not known yet (E1). Tell the operator.",
      "The channel answered a code that is not known yet (E2). Tell the operator.",
    ]);
    const wrong = { headers: { authorization: `Bearer ${token}`, "accept-language": "en" }, validateStatus: () => true };
    const answer = await api.post("/admin/channels/accounts/none/pause", {}, wrong);
    expect([answer.status, answer.data.type]).toEqual([404, "not_found"]);
  });
}
