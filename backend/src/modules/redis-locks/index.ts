import { ModuleProvider, Modules } from "@medusajs/framework/utils";
import medusaProvider from "@medusajs/medusa/locking-redis";
import RedisLocks from "./service";

export default ModuleProvider(Modules.LOCKING, { services: [RedisLocks], loaders: medusaProvider.loaders });
