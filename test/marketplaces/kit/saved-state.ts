import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** All a marketplace holds, in memory; kept in one file where a folder is given, so that a restart forgets nothing. */
export class SavedState<State> {
  state: State;
  private readonly file: string | undefined;
  private readonly start: () => State;
  private saving: NodeJS.Timeout | undefined;

  /** `read` makes a state of what the file holds, whatever release wrote it. */
  constructor(
    place: { readonly folder?: string | undefined; readonly name: string },
    start: () => State,
    read: (saved: unknown) => State,
  ) {
    this.start = start;
    if (place.folder) mkdirSync(place.folder, { recursive: true });
    this.file = place.folder ? path.join(place.folder, `${place.name}.json`) : undefined;
    this.state = this.file && existsSync(this.file) ? read(JSON.parse(readFileSync(this.file, "utf8"))) : start();
  }

  /** Written a moment later, several changes at once. */
  changed(): void {
    if (!this.file || this.saving) return;
    this.saving = setTimeout(() => this.save(), 200);
  }

  save(): void {
    clearTimeout(this.saving);
    this.saving = undefined;
    if (!this.file) return;
    writeFileSync(`${this.file}.new`, JSON.stringify(this.state));
    renameSync(`${this.file}.new`, this.file);
  }

  reset(): void {
    this.state = this.start();
    this.changed();
  }
}
