import { createContext, useContext } from "react";

/** The word of this one answer that the content security policy asks of inline scripts; empty in the browser. */
const context = createContext<string | undefined>(undefined);

export const NonceContext = context.Provider;
export const useNonce = () => useContext(context);
