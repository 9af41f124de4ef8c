// Pure. Keeps strings of different meaning apart at compile time.

declare const brand: unique symbol;

export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
