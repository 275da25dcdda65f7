import type { BoardQuery } from "../board-query.ts";
import { SelectField } from "./field.tsx";

/** The day, which past is meant, and whether simulated data count: asked alike wherever figures are shown. */
export function DayFields({ query, day, wrongDay }: { query: BoardQuery; day: string; wrongDay?: string | undefined }) {
  return (
    <>
      <div className="flex flex-col gap-1.5">
        <label htmlFor="day" className="font-semibold text-longan-deep">
          Tính cho ngày
        </label>
        <input
          id="day"
          name="day"
          type="date"
          className="input"
          defaultValue={query.day ?? day}
          {...(wrongDay ? { "aria-invalid": true, "aria-describedby": "day-error" } : {})}
        />
        {wrongDay ? (
          <p id="day-error" className="font-medium text-bad">
            “{wrongDay}” không phải một ngày có trong lịch; đang hiện số của hôm nay.
          </p>
        ) : null}
      </div>
      <SelectField
        name="view"
        label="Theo điều đã biết"
        filter
        choices={[
          { value: "recorded", text: "đến hết ngày đó" },
          { value: "corrected", text: "đến hôm nay (quá khứ đã sửa)" },
        ]}
        defaultValue={query.view}
      />
    </>
  );
}

export function SimulatedField({ simulated }: { simulated: boolean }) {
  return (
    <div>
      <label className="flex min-h-11 items-center gap-3 font-semibold text-longan-deep">
        <input
          type="checkbox"
          name="simulated"
          value="1"
          defaultChecked={simulated}
          aria-describedby="simulated-hint"
          className="size-5 shrink-0 accent-lotus"
        />
        Gồm dữ liệu mô phỏng
      </label>
      <p id="simulated-hint" className="text-sm text-ink-soft">
        Gian hàng, quan sát và chứng nhận dựng lên để trình diễn. Không chọn thì chỉ tính dữ liệu thật.
      </p>
    </div>
  );
}
