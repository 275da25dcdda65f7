const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** `1,234`. */
export const formatCount = (count: number): string => whole.format(count);

export const plural = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many);
