import {
  type Attribute,
  attributeById,
  attributesOf,
  type Category,
  categories,
  categoryById,
  optionLabels,
} from "./catalogue.ts";
import { paged, type Routes, TikiError } from "./routes.ts";

/** §5, the tree and what each category asks for. */
export function taxonomyApi({ seller }: Routes): void {
  const wire = (category: Category, language: string) => ({
    id: category.id,
    name: language === "vi" ? category.name : category.englishName,
    parent_id: category.parent,
    is_primary: category.primary ? 1 : 0,
    is_cross_border: 0,
    ...(category.primary ? { is_document_required: category.needsPapers ? 1 : 0 } : {}),
  });
  const own = (id: string | undefined): Category => {
    const category = categoryById(Number(id));
    if (!category) throw new TikiError(404, `Category not found id: ${id}`);
    return category;
  };

  seller("GET", ["v2"], "/categories", "product", ({ context }) => {
    const { lang = "en", name = "", parent, is_primary } = context.req.query();
    const wanted = name.toLocaleLowerCase("vi");
    return {
      data: categories
        .filter((category) => parent === undefined || category.parent === Number(parent))
        .filter((category) => is_primary === undefined || category.primary === /^(1|true)$/.test(is_primary))
        .map((category) => wire(category, lang))
        .filter((category) => category.name.toLocaleLowerCase("vi").includes(wanted)),
    };
  });
  seller("GET", ["v2"], "/categories/:id", "product", ({ context }) => {
    const category = own(context.req.param("id"));
    const { lang = "en", include_parents } = context.req.query();
    const parents = /^(1|true)$/.test(include_parents ?? "") ? categories.filter(({ id }) => id === category.parent) : [];
    return {
      ...wire(category, lang),
      description: category.name,
      ...(parents.length ? { parents: parents.map((parent) => wire(parent, lang)) } : {}),
    };
  });
  seller("GET", ["v2"], "/categories/:id/attributes", "product", ({ context }) => ({
    data: attributesOf(own(context.req.param("id")).id).map(attributeWire),
  }));
  seller("GET", ["v2"], "/categories/:id/optionLabels", "product", ({ context }) => {
    own(context.req.param("id"));
    return { data: optionLabels.map((code) => ({ code, label: code })) };
  });
  seller("GET", ["v2"], "/attributes/:id/values", "product", ({ context }) => {
    const attribute = attributeById(Number(context.req.param("id")));
    if (!attribute?.values) throw new TikiError(404, `Attribute not found id: ${context.req.param("id")}`);
    const wanted = (context.req.query("q") ?? "").toLocaleLowerCase("vi");
    const values = attribute.values
      .map((value, index) => ({ id: attribute.id * 100 + index, value }))
      .filter(({ value }) => value.toLocaleLowerCase("vi").includes(wanted));
    return paged(context, values, { cap: 100, countsFrom: 0 });
  });
}

const attributeWire = (attribute: Attribute) => ({
  id: attribute.id,
  code: attribute.code,
  display_name: attribute.displayName,
  is_required: attribute.required ? 1 : 0,
  data_type: attribute.dataType,
  input_type: attribute.inputType,
  default_value: null,
});
