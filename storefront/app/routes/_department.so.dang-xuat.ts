import { redirect } from "react-router";
import { signOut } from "../backend/sign-in.server.ts";

export function loader() {
  return redirect("/so");
}

export async function action() {
  return redirect("/so/dang-nhap", { headers: { "set-cookie": await signOut("board") } });
}
