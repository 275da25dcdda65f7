import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type PeopleModuleService from "../../modules/people/service";

/** Three sign-ins of the demonstration, one for each desk, all with the password of the secrets file. */
export async function seedPeople(container: MedusaContainer, producerId: string, password: string): Promise<void> {
  const people = container.resolve<PeopleModuleService>("people");
  const [known] = await people.listProducerMembers({ phone: "0900000001" });
  const member =
    known ??
    (await people.createProducerMembers({
      name: "Chủ thể Minh Họa",
      phone: "0900000001",
      producer_id: producerId,
      role: "owner",
    }));
  await signIn(container, member.phone, password, { producer_member_id: member.id });
  const [knownOfficer] = await people.listOfficers({ phone: "0900000002" });
  const officer =
    knownOfficer ??
    (await people.createOfficers({
      name: "Cán bộ Minh Họa",
      phone: "0900000002",
      organisation: "Sở Nông nghiệp và Môi trường (mô phỏng)",
      role: "recorder",
    }));
  await signIn(container, officer.phone, password, { officer_id: officer.id });
  await seedOperator(container, "admin@hungyen.test", password);
}

/** Who signs in to Medusa's admin; one that is there already keeps its password. */
export async function seedOperator(container: MedusaContainer, email: string, password: string): Promise<void> {
  const users = container.resolve(Modules.USER);
  const [known] = await users.listUsers({ email });
  const operator = known ?? (await users.createUsers({ email, first_name: "Người", last_name: "vận hành" }));
  await signIn(container, email, password, { user_id: operator.id });
}

async function signIn(
  container: MedusaContainer,
  name: string,
  password: string,
  actor: Record<string, string>,
): Promise<void> {
  const auth = container.resolve(Modules.AUTH);
  const [known] = await auth.listProviderIdentities({ entity_id: name, provider: "emailpass" });
  if (known) return;
  const { authIdentity, error } = await auth.register("emailpass", { body: { email: name, password } });
  if (!authIdentity) throw new Error(`The sign-in of ${name} could not be made: ${error ?? "no reason"}`);
  await auth.updateAuthIdentities({ id: authIdentity.id, app_metadata: actor });
}
