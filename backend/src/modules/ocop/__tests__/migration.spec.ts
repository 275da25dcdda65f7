import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import { OCOP_MODULE } from "..";
import { Migration20261124120510 } from "../migrations/Migration20261124120510";
import * as models from "../models";
import type OcopModuleService from "../service";

moduleIntegrationTestRunner<OcopModuleService>({
  moduleName: OCOP_MODULE,
  moduleModels: Object.values(models),
  resolve: "./src/modules/ocop",
  testSuite: ({ MikroOrmWrapper }) => {
    it("makes the tables that the models ask for, and refuses a day that is none", async () => {
      const connection = MikroOrmWrapper.forkManager().getConnection();
      const driver = MikroOrmWrapper.forkManager().getDriver();
      const migration = new Migration20261124120510(driver, MikroOrmWrapper.getOrm().config);
      await migration.up();
      const queries = migration.getQueries().map(String);
      const script = [
        "drop schema if exists migrated cascade",
        "create schema migrated",
        "set local search_path to migrated",
        ...queries,
      ].map((each) => each.replace(/;$/, ""));
      await connection.execute(`begin; ${script.join("; ")}; commit;`);
      const columns = (schema: string): Promise<object[]> =>
        connection.execute(
          `select table_name, column_name, data_type, is_nullable from information_schema.columns
           where table_schema = '${schema}' and table_name in (select table_name from information_schema.tables where table_schema = 'migrated')
           order by 1, 2`,
        );
      const migrated = await columns("migrated");
      expect(migrated.length).toBeGreaterThan(100);
      expect(migrated).toEqual(await columns("public"));
      await expect(
        connection.execute(
          `insert into migrated.channel_state (id, channel, state, valid_from, recorded_at) values ('a', 'voso', 'open', '24/11/2026', now())`,
        ),
      ).rejects.toThrow(/check/);
    });
  },
});
