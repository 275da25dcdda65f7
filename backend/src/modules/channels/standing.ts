/** Where a listing stands, in one sentence, whose move it is, and which. Pure: the day is an argument. */
export interface Standing {
  readonly state: "live" | "hidden" | "waiting" | "refused" | "conflict" | "stopped" | "not-wanted" | "unknown";
  readonly sentence: string;
  readonly whose: "nobody" | "producer" | "operator" | "channel";
  readonly move?: "release" | "resume" | "sign-in" | "correct" | "choose" | "look" | "wait";
}

export function standing(
  listing: {
    wanted_live: boolean;
    publish_state: string;
    listed_product_id: string | null;
    problem: unknown;
    conflict: unknown;
    seen: unknown;
    sent: unknown;
  },
  account: { title: string; state: string; paused: boolean },
  _now: Date,
): Standing {
  const seen = (listing.seen ?? {}) as { state?: string; reason?: string };
  const sent = (listing.sent ?? {}) as { live?: boolean };
  const problem = listing.problem as { message?: string } | null;
  const say = (state: Standing["state"], sentence: string, whose: Standing["whose"], move?: Standing["move"]): Standing => ({
    state,
    sentence,
    whose,
    ...(move ? { move } : {}),
  });
  if (account.state === "retired") return say("stopped", `Gian hàng ${account.title} đã ngừng kết nối.`, "nobody");
  if (account.state === "needs-sign-in")
    return say("stopped", `Gian hàng ${account.title} cần đăng nhập lại để tiếp tục đồng bộ.`, "producer", "sign-in");
  if (account.paused) return say("stopped", `Gian hàng ${account.title} đang tạm dừng đồng bộ.`, "producer", "resume");
  if (listing.conflict)
    return say("conflict", "Sàn đang hiển thị khác với dữ liệu của ta. Hãy chọn giữ bên nào.", "producer", "choose");
  if (problem) return say("refused", problem.message ?? "Sàn từ chối sản phẩm này.", "producer", "correct");
  if (listing.publish_state === "ask")
    return say("unknown", "Trên sàn có nhiều sản phẩm cùng mã SKU. Hãy chọn sản phẩm đúng.", "operator", "choose");
  if (seen.state === "refused")
    return say("refused", `Sàn không duyệt sản phẩm${seen.reason ? `: ${seen.reason}` : "."}`, "producer", "correct");
  if (seen.state === "in-review") return say("waiting", "Sàn đang duyệt sản phẩm.", "channel", "wait");
  if (seen.state === "gone") return say("stopped", "Sản phẩm không còn trên sàn.", "producer", "look");
  if (listing.wanted_live && (sent.live || seen.state === "live"))
    return say(
      "live",
      account.state === "look-only" ? "Đang bán trên sàn; gian hàng mới chỉ xem." : "Đang bán trên sàn.",
      "nobody",
    );
  if (!listing.wanted_live) return say("not-wanted", "Chưa đăng lên sàn này.", "producer");
  if (account.state === "look-only")
    return say("waiting", "Gian hàng đang ở chế độ chỉ xem. Hãy cho phép đồng bộ để đăng bán.", "producer", "release");
  if (listing.listed_product_id) return say("hidden", "Đã có trên sàn, đang chờ mở bán.", "nobody", "wait");
  return say("waiting", "Đang chờ đăng lên sàn.", "nobody", "wait");
}
