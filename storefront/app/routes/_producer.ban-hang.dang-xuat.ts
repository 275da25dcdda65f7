import { redirect } from "react-router";
import { signOut } from "../backend/sign-in.server.ts";

export function loader() {
  return redirect("/ban-hang");
}

export async function action() {
  return redirect("/ban-hang/dang-nhap", { headers: { "set-cookie": await signOut("desk") } });
}
