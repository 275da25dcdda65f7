import type { BoardQuery } from "../board-query.ts";
import { useTexts } from "../text/use-texts.ts";
import { SelectField } from "./field.tsx";

/** The day, which past is meant, and whether simulated data count: asked alike wherever figures are shown. */
export function DayFields({ query, day, wrongDay }: { query: BoardQuery; day: string; wrongDay?: string | undefined }) {
  const texts = useTexts().board.day;
  return (
    <>
      <div className="flex flex-col gap-1.5">
        <label htmlFor="day" className="font-semibold text-longan-deep">
          {texts.field}
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
            {texts.wrong({ day: wrongDay })}
          </p>
        ) : null}
      </div>
      <SelectField
        name="view"
        label={texts.view}
        filter
        choices={[
          { value: "recorded", text: texts.recorded },
          { value: "corrected", text: texts.corrected },
        ]}
        defaultValue={query.view}
      />
    </>
  );
}

export function SimulatedField({ simulated }: { simulated: boolean }) {
  const texts = useTexts().board.simulated;
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
        {texts.field}
      </label>
      <p id="simulated-hint" className="text-sm text-ink-soft">
        {texts.hint}
      </p>
    </div>
  );
}
