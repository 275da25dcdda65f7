import { MedusaService } from "@medusajs/framework/utils";
import { Officer, ProducerMember } from "./models/person";

/** Persons with an organisation and a role (decisions: callers). */
export default class PeopleModuleService extends MedusaService({ Officer, ProducerMember }) {}
