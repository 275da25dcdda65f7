import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

// The picture set and the styles are files of their own: the content security policy allows no data address for scripts.
export default defineConfig({ plugins: [tailwindcss(), reactRouter()], build: { assetsInlineLimit: 0 } });
