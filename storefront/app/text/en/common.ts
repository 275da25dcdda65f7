import type { Texts } from "../texts.ts";
import { formatCount, formatVnd, formatWeight } from "./numbers.ts";

export const common: Texts["common"] = {
  shopName: "OCOP Hưng Yên",
  pageTitle: ({ page }) => `${page} | OCOP Hưng Yên`,
  language: { label: "Language" },
  page: { skip: "Skip to main content", navigation: "Main" },
  field: { optional: "(optional)" },
  stars: ({ stars }) => `OCOP ${stars} ${stars === 1 ? "star" : "stars"}`,
  count: ({ count }) => formatCount(count),
  money: ({ amount }) => formatVnd(amount),
  weight: ({ grams }) => formatWeight(grams),
  simulated: "simulated",
  signIn: {
    phone: "Phone number",
    password: "Password",
    send: "Sign in",
    sending: "Signing in…",
    empty: "Please enter your phone number and password.",
    wrong: "The phone number or password is not right.",
    tooOften: "Too many attempts. Please wait about a minute and try again.",
    passwordSet: "Done. Please sign in with your phone number and your password.",
  },
  problem: {
    code: ({ code }) => `Error ${code}`,
    home: "Back to the home page",
    products: "See the products",
    cart: "Open the cart",
    notFound: {
      title: "This page was not found",
      text: "The address may have changed, or the product is no longer sold. Please look for it in the catalogue.",
    },
    away: {
      title: "The shop is busy, please try again in a few minutes",
      text: "The part that keeps products and orders has not answered; your cart is still kept. If you have just placed an order, it is not known whether it went through: open the cart again, one cart becomes one order only.",
    },
    tooOften: { title: "That was a little too fast", text: "Please wait about a minute and try again." },
    other: {
      title: "Something went wrong on our side",
      text: "The error has been recorded for the operator. Please try again, or go back to the home page.",
    },
  },
};
