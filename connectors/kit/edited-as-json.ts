import { z } from "zod";

const types: Readonly<Record<string, string>> = {
  string: "một chuỗi chữ trong dấu ngoặc kép",
  number: "một số",
  int: "một số nguyên",
  boolean: "true hoặc false",
  array: "một danh sách [ … ]",
  object: "một nhóm { … }",
  record: "một nhóm { … }",
};

/**
 * A setting with parts, which a person edits as JSON: the same values pass as by its schema, and what is wrong is said with
 * its place in words, in Vietnamese, since the form shows the sentence as it is.
 */
export const editedAsJson = <Schema extends z.ZodType>(schema: Schema) =>
  z.unknown().transform((value, context): z.output<Schema> => {
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    for (const issue of read.error.issues)
      context.issues.push({ code: "custom", message: sentence(issue, value), path: [...issue.path], input: value });
    return z.NEVER;
  });

/** The same, with what holds where nothing is entered; the form shows it to be changed. */
export const startsWith = <Schema extends z.ZodType>(schema: Schema, starter: z.output<Schema>) =>
  editedAsJson(schema)
    // Never undefined, which the type of a schema that is not known yet cannot say.
    .default(() => structuredClone(starter) as never)
    .meta({ starter });

type Issue = z.core.$ZodIssue;

function sentence(issue: Issue, whole: unknown): string {
  const place = placeInWords(issue.path, whole);
  return `${place ? `${place}: ` : ""}${whatIsWrong(issue, at(whole, issue.path))}`;
}

function whatIsWrong(issue: Issue, value: unknown): string {
  // A sentence of the schema's own is not in zod's English.
  if (!/^(Invalid|Too|Unrecognized)/.test(issue.message)) return issue.message;
  const quoted = (words: readonly unknown[]) => words.map((word) => `“${String(word)}”`).join(", ");
  switch (issue.code) {
    case "invalid_type":
      return `${value === undefined ? "còn thiếu, cần" : "phải là"} ${types[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `phải là một trong ${quoted(issue.values)}`;
    case "unrecognized_keys":
      return `không có mục nào tên ${quoted(issue.keys)}; hãy sửa tên hoặc bỏ đi`;
    case "too_small":
      return `${issue.origin === "string" || issue.origin === "array" ? "cần ít nhất" : "phải lớn hơn hoặc bằng"} ${issue.inclusive === false ? Number(issue.minimum) + 1 : issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `${issue.origin === "string" || issue.origin === "array" ? "nhiều nhất" : "không được lớn hơn"} ${issue.maximum}${unitOf(issue.origin)}`;
    case "invalid_key":
      return issue.issues[0] ? whatIsWrong(issue.issues[0], undefined) : "tên mục không được nhận";
    case "invalid_union":
      return "không đúng dạng nào được nhận";
    case "invalid_format":
      return `không đúng dạng${issue.format === "url" ? " của một địa chỉ https://…" : ""}`;
    default:
      return issue.message;
  }
}

const unitOf = (origin: string) => (origin === "string" ? " ký tự" : origin === "array" ? " mục" : "");

/** `["columns", 3, "format"]` is “cột 4 (“Giá niêm yết”), mục “format””. */
function placeInWords(path: readonly PropertyKey[], whole: unknown): string {
  const words: string[] = [];
  for (const [index, part] of path.entries()) {
    if (typeof part !== "number") {
      if (typeof path[index + 1] !== "number") words.push(`mục “${String(part)}”`);
      continue;
    }
    const item = at(whole, path.slice(0, index + 1));
    const header = at(item, ["header"]);
    const list = path[index - 1];
    words.push(
      `${list === "columns" ? "cột" : list === undefined ? "mục" : `“${String(list)}”, mục`} ${part + 1}${typeof header === "string" ? ` (“${header}”)` : ""}`,
    );
  }
  return words.join(", ");
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, part) => (typeof inner === "object" && inner !== null ? (inner as Record<PropertyKey, unknown>)[part] : undefined),
    value,
  );
