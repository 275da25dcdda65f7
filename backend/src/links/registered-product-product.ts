import { defineLink } from "@medusajs/framework/utils";
import ProductModule from "@medusajs/medusa/product";
import OcopModule from "../modules/ocop";

/** What is registered has none, one or several goods for sale. */
export default defineLink(OcopModule.linkable.registeredProduct, { linkable: ProductModule.linkable.product, isList: true });
