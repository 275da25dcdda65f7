import { data } from "react-router";

export function loader(): never {
  throw data("Not found", { status: 404 });
}

/** An address nobody knows is answered in the shop's own frame, without a stack in the log. */
export function action(): never {
  throw data("Not found", { status: 404 });
}

export default function Nowhere() {
  return null;
}
