import { openChannelsHouse } from "./database.ts";
import { run } from "./history.ts";
import type { Plan } from "./settings.ts";
import { takeOverTime } from "./virtual-time.ts";

takeOverTime();
process.env.CREDENTIAL_KEY ||= `simulation:${Buffer.alloc(32).toString("base64")}`;
const house = await openChannelsHouse();
process.on("message", (plan: Plan) => {
  run(plan, house).then(
    (told) => process.send?.(told),
    (error: unknown) => {
      console.error(error);
      void house.close().finally(() => process.exit(1));
    },
  );
});
process.once("SIGTERM", () => process.exit(143));
// Whoever asked has gone, or has enough.
process.on("disconnect", () => void house.close().finally(() => process.exit(0)));
process.send?.("ready");
