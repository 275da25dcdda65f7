import { createRateLimit } from "../kit/rate.ts";
import { LazadaError } from "./error.ts";
import { type Api, type Call, type Marketplace, needed } from "./gateway.ts";
import { attributesOf, brands, type Category, categories, categoryOf, leafCategories } from "./taxonomy.ts";

const whole = (text: string | undefined, usual: number) => (text === undefined ? usual : Number(text));

/** The shop itself, its warehouses, and the tree of §5. */
export function sellerApi({ store }: Marketplace): readonly Api[] {
  const brandRate = createRateLimit(store.clock);

  function tree({ parameters }: Call) {
    const english = (parameters.language_code ?? "en_US") !== "vi_VN";
    const told = ({ category_id, name, name_en, leaf, active, children }: Category): object => ({
      category_id,
      name: english ? name_en : name,
      leaf,
      var: leaf,
      ...(leaf ? {} : { children: children.filter((each) => each.active).map(told) }),
      ...(active ? {} : { active }),
    });
    return { data: categories.map(told) };
  }

  function attributes({ parameters }: Call) {
    const category = categoryOf(Number(needed(parameters, "primary_category_id")));
    if (!category) throw new LazadaError("4227", "Query category is null", { type: "ISP" });
    if (!category.active) throw new LazadaError("4228", "Query category is not active", { type: "ISP" });
    if (!category.leaf) throw new LazadaError("57", "E057: No attribute sets linked to that category.", { type: "ISP" });
    return { data: attributesOf(category.category_id) };
  }

  function brandPage({ parameters }: Call) {
    const start = Number(needed(parameters, "startRow"));
    const size = whole(parameters.pageSize, 40);
    if (!(Number.isInteger(start) && start >= 0 && Number.isInteger(size) && size >= 1 && size <= 200))
      return { data: null, success: false, error_code: "InvalidParameter", error_msg: "pageSize must be 1 to 200" };
    // §4: 30 calls a second for all; beyond that the answer succeeds and is empty.
    const busy = !brandRate.passes("all", { requests: 30, perMs: 1_000 });
    return {
      data: {
        module: busy ? [] : brands.slice(start, start + size),
        start_row: start,
        page_index: Math.floor(start / size) + 1,
        page_size: size,
        total_page: 0,
        enable_total: true,
        total_record: busy ? 0 : brands.length,
      },
      success: true,
      error_code: null,
      error_msg: null,
    };
  }

  function suggest({ parameters }: Call) {
    const words = needed(parameters, "product_name").toLowerCase();
    const found = leafCategories.filter(({ name }) =>
      name
        .toLowerCase()
        .split(/[ ,]+/)
        .some((word) => words.includes(word)),
    );
    if (!found.length) throw new LazadaError("701", "E701: Empty category suggestion.", { type: "ISP" });
    return {
      data: {
        categorySuggestions: found.map(({ category_id, name }) => ({
          categoryId: category_id,
          categoryName: name,
          categoryPath: name,
        })),
      },
    };
  }

  function seller({ seller: sellerId }: Call) {
    const found = store.seller(sellerId);
    return {
      data: {
        name_company: found?.name ?? "",
        name: found?.name ?? "",
        seller_id: sellerId,
        short_code: found?.short_code ?? "",
        email: found?.account ?? "",
        logo_url: "",
        location: "Hưng Yên",
        status: "ACTIVE",
        verified: true,
        cb: false,
        marketplaceEaseMode: false,
      },
    };
  }

  const warehouses = () => {
    const { warehouses: codes } = store.dials;
    const module = codes.map((warehouse_code, index) => ({
      warehouse_code,
      name: `Kho ${index + 1}`,
      default_address: index === 0,
      status: "ACTIVE",
      country: "Vietnam",
      province: "Hưng Yên",
      city: "",
      district: "",
      detail_address: "Số 1",
      post_code: "",
    }));
    return { result: { success: true, not_success: false, module, error_code: null, repeated: false, retry: false } };
  };

  return [
    { path: "/category/tree/get", methods: ["GET"], access: "anybody", call: tree },
    { path: "/category/attributes/get", methods: ["GET"], access: "anybody", call: attributes },
    { path: "/category/brands/query", methods: ["GET", "POST"], access: "anybody", call: brandPage },
    { path: "/product/category/suggestion/get", methods: ["GET"], access: "seller", call: suggest },
    { path: "/seller/get", methods: ["GET"], access: "seller", call: seller },
    { path: "/rc/warehouse/get", methods: ["GET", "POST"], access: "seller", call: warehouses },
    { path: "/rc/warehouse/detail/get", methods: ["GET", "POST"], access: "seller", call: warehouses },
    {
      path: "/product/seller/item/limit",
      methods: ["GET"],
      access: "seller",
      call: () => ({
        success: false,
        errorCodes: ["ONLY_CB_SELLER_SUPPORTED"],
        errorMsgs: ["For now, only cb seller supported"],
        data: null,
      }),
    },
  ];
}
