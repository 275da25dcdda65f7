export * from "./csv.ts";
export * from "./read-sheet.ts";
export * from "./text.ts";
export * from "./xlsx-write.ts";
