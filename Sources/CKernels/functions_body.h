// What the functions of entries are made of where an expression does not do: the tolerance of comparisons; exponential,
// logarithm, sigmoid and hyperbolic functions.

#if IS_DOUBLE
#define MANTISSA_BITS 52
#define ONE_BITS 0x3ff0000000000000
#define ROUNDER 0x1.8p52
#else
#define MANTISSA_BITS 23
#define ONE_BITS 0x3f800000
#define ROUNDER 0x1.8p23f
#endif

/// The part of a number by which another may differ that is taken as equal to it: finite, so that only finite numbers are
/// near each other.
INLINE VECTOR NAME(share_of)(VECTOR larger) {
#if IS_DOUBLE
  const double share = 1e-9, most = __DBL_MAX__;
#else
  const float share = 1e-6f, most = __FLT_MAX__;
#endif
  return __builtin_elementwise_min(ALL(share) * larger, ALL(most));
}

/// By how much two numbers may differ that are taken as equal: a part of the larger.
INLINE VECTOR NAME(share)(VECTOR a, VECTOR b) {
  return NAME(share_of)(__builtin_elementwise_max(ABSOLUTE(a), ABSOLUTE(b)));
}

/// The same, of 1 at least.
INLINE VECTOR NAME(tolerance)(VECTOR a, VECTOR b) {
  return NAME(share_of)(__builtin_elementwise_max(__builtin_elementwise_max(ABSOLUTE(a), ABSOLUTE(b)), ALL(1)));
}

/// A small integer held in the bits, as a number: adding it to the bits of 1.5·2ᵐ adds it to that number.
INLINE VECTOR NAME(number_of)(VECTOR_OF_BITS integer) {
  return (VECTOR)(integer + (VECTOR_OF_BITS)ALL(ROUNDER)) - ALL(ROUNDER);
}

/// 2ⁿ for n held in the bits, within the range of normal numbers.
INLINE VECTOR NAME(power_of_two)(VECTOR_OF_BITS n) {
  return (VECTOR)((n << MANTISSA_BITS) + ONE_BITS);
}

/// 2ˢ·exp(x) for a small s: exp(x) = 2ⁿ·exp(r) with |r| ≤ ln 2 / 2. The last factor is applied in two steps, so that only
/// the last rounds results below the normal ones.
INLINE VECTOR NAME(scaled_exponential)(VECTOR x, const int s) {
  VECTOR shifted = MULTIPLY_ADD(x, ALL(0x1.71547652b82fep0), ALL(ROUNDER));
  VECTOR_OF_BITS n = (VECTOR_OF_BITS)shifted - (VECTOR_OF_BITS)ALL(ROUNDER);
  VECTOR whole = shifted - ALL(ROUNDER);
#if IS_DOUBLE
  VECTOR r = MULTIPLY_ADD(whole, ALL(-6.93147180369123816490e-01), x);
  r = MULTIPLY_ADD(whole, ALL(-1.90821492927058770002e-10), r);
  VECTOR p = ALL(1.0 / 6227020800);
  p = MULTIPLY_ADD(p, r, ALL(1.0 / 479001600));
  p = MULTIPLY_ADD(p, r, ALL(1.0 / 39916800));
  p = MULTIPLY_ADD(p, r, ALL(1.0 / 3628800));
  p = MULTIPLY_ADD(p, r, ALL(1.0 / 362880));
  p = MULTIPLY_ADD(p, r, ALL(1.0 / 40320));
  p = MULTIPLY_ADD(p, r, ALL(1.0 / 5040));
  p = MULTIPLY_ADD(p, r, ALL(1.0 / 720));
  p = MULTIPLY_ADD(p, r, ALL(1.0 / 120));
  p = MULTIPLY_ADD(p, r, ALL(1.0 / 24));
  p = MULTIPLY_ADD(p, r, ALL(1.0 / 6));
  p = MULTIPLY_ADD(p, r, ALL(0.5));
  const double greatest = 709.782712893384 - s * 0.6931471805599453, least = -745.1332191019412;
#else
  VECTOR r = MULTIPLY_ADD(whole, ALL(-0.693359375f), x);
  r = MULTIPLY_ADD(whole, ALL(2.12194440e-4f), r);
  // The coefficients of Cephes, expf.
  VECTOR p = ALL(1.9875691500e-4f);
  p = MULTIPLY_ADD(p, r, ALL(1.3981999507e-3f));
  p = MULTIPLY_ADD(p, r, ALL(8.3334519073e-3f));
  p = MULTIPLY_ADD(p, r, ALL(4.1665795894e-2f));
  p = MULTIPLY_ADD(p, r, ALL(1.6666665459e-1f));
  p = MULTIPLY_ADD(p, r, ALL(5.0000001201e-1f));
  const float greatest = 88.722835 - s * 0.69314718, least = -103.97208f;
#endif
  p = MULTIPLY_ADD(p, r * r, r) + ALL(1);
  n += s;
  VECTOR_OF_BITS half = n >> 1;
  VECTOR result = p * NAME(power_of_two)(half) * NAME(power_of_two)(n - half);
  result = CHOOSE(x > ALL(greatest), ALL(__builtin_inf()), result);
  return CHOOSE(x < ALL(least), ALL(0), result);
}

/// exp(x).
INLINE VECTOR NAME(exponential)(VECTOR x) { return NAME(scaled_exponential)(x, 0); }

/// ln(x) = k·ln 2 + ln(1 + f) with √½ ≤ 1 + f < √2, as in FreeBSD's e_log.c and e_logf.c.
INLINE VECTOR NAME(logarithm)(VECTOR x) {
#if IS_DOUBLE
  const BITS root_bits = 0x3fe6a09e00000000;
  const double smallest = 0x1p-1022, raise = 0x1p54, raised = 54;
#else
  const BITS root_bits = 0x3f3504f3;
  const float smallest = 0x1p-126f, raise = 0x1p25f, raised = 25;
#endif
  VECTOR_OF_BITS is_small = (VECTOR_OF_BITS)(x < ALL(smallest));
  VECTOR normal = CHOOSE(is_small, x * ALL(raise), x);
  VECTOR_OF_BITS bits = (VECTOR_OF_BITS)normal + (ONE_BITS - root_bits);
  VECTOR_OF_BITS exponent = (bits >> MANTISSA_BITS) - (ONE_BITS >> MANTISSA_BITS);
  VECTOR k = NAME(number_of)(exponent) - CHOOSE(is_small, ALL(raised), ALL(0));
  VECTOR f = (VECTOR)((bits & (((BITS)1 << MANTISSA_BITS) - 1)) + root_bits) - ALL(1);
  VECTOR s = f / (f + ALL(2));
  VECTOR z = s * s;
  VECTOR w = z * z;
#if IS_DOUBLE
  VECTOR even = MULTIPLY_ADD(w, ALL(1.531383769920937332e-01), ALL(2.222219843214978396e-01));
  even = MULTIPLY_ADD(w, even, ALL(3.999999999940941908e-01));
  VECTOR odd = MULTIPLY_ADD(w, ALL(1.479819860511658591e-01), ALL(1.818357216161805012e-01));
  odd = MULTIPLY_ADD(w, odd, ALL(2.857142874366239149e-01));
  odd = MULTIPLY_ADD(w, odd, ALL(6.666666666666735130e-01));
  const double high = 6.93147180369123816490e-01, low = 1.90821492927058770002e-10;
#else
  VECTOR even = MULTIPLY_ADD(w, ALL(0xf89e26.0p-26f), ALL(0xccce13.0p-25f));
  VECTOR odd = MULTIPLY_ADD(w, ALL(0x91e9ee.0p-25f), ALL(0xaaaaaa.0p-24f));
  const float high = 6.9313812256e-01f, low = 9.0580006145e-06f;
#endif
  VECTOR rest = w * even + z * odd;
  VECTOR half_square = ALL(0.5) * f * f;
  VECTOR result = s * (half_square + rest) + k * ALL(low) - half_square + f + k * ALL(high);
  result = CHOOSE(x == ALL(0), ALL(-__builtin_inf()), result);
  result = CHOOSE(x < ALL(0), ALL(__builtin_nan("")), result);
  // Infinite and not a number: themselves.
  return CHOOSE(x < ALL(__builtin_inf()), result, x);
}

/// 1 / (1 + exp(−x)).
INLINE VECTOR NAME(sigmoid)(VECTOR x) { return ALL(1) / (ALL(1) + NAME(exponential)(-x)); }

/// tanh(x): a polynomial near 0, else 1 − 2/(exp(2|x|) + 1) with the sign of x; the coefficients of Cephes.
INLINE VECTOR NAME(hyperbolicTangent)(VECTOR x) {
  VECTOR size = ABSOLUTE(x);
  VECTOR far = ALL(1) - ALL(2) / (NAME(exponential)(size + size) + ALL(1));
  VECTOR_OF_BITS sign = (VECTOR_OF_BITS)x & (VECTOR_OF_BITS)ALL(-0.0);
  far = (VECTOR)((VECTOR_OF_BITS)far | sign);
  VECTOR z = x * x;
#if IS_DOUBLE
  VECTOR p = MULTIPLY_ADD(z, ALL(-9.64399179425052238628e-1), ALL(-9.92877231001918586564e1));
  p = MULTIPLY_ADD(z, p, ALL(-1.61468768441708447952e3));
  VECTOR q = z + ALL(1.12811678491632931402e2);
  q = MULTIPLY_ADD(z, q, ALL(2.23548839060100448583e3));
  q = MULTIPLY_ADD(z, q, ALL(4.84406305325125486048e3));
  p = p / q;
#else
  VECTOR p = MULTIPLY_ADD(z, ALL(-5.70498872745e-3f), ALL(2.06390887954e-2f));
  p = MULTIPLY_ADD(z, p, ALL(-5.37397155531e-2f));
  p = MULTIPLY_ADD(z, p, ALL(1.33314422036e-1f));
  p = MULTIPLY_ADD(z, p, ALL(-3.33332819422e-1f));
#endif
  VECTOR near = MULTIPLY_ADD(x * z, p, x);
  return CHOOSE(size < ALL(0.625), near, far);
}

/// cosh(x) = ½·exp(|x|) + ½·exp(−|x|), which is infinite no sooner than it has to be.
INLINE VECTOR NAME(hyperbolicCosine)(VECTOR x) {
  VECTOR half = NAME(scaled_exponential)(ABSOLUTE(x), -1);
  return half + ALL(0.25) / half;
}

/// sinh(x): its power series up to |x| = 1, else ½·exp(|x|) − ½·exp(−|x|) with the sign of x.
INLINE VECTOR NAME(hyperbolicSine)(VECTOR x) {
  VECTOR half = NAME(scaled_exponential)(ABSOLUTE(x), -1);
  VECTOR far = half - ALL(0.25) / half;
  VECTOR_OF_BITS sign = (VECTOR_OF_BITS)x & (VECTOR_OF_BITS)ALL(-0.0);
  far = (VECTOR)((VECTOR_OF_BITS)far | sign);
  VECTOR z = x * x;
#if IS_DOUBLE
  VECTOR p = MULTIPLY_ADD(z, ALL(1.0 / 121645100408832000), ALL(1.0 / 355687428096000));
  p = MULTIPLY_ADD(z, p, ALL(1.0 / 1307674368000));
  p = MULTIPLY_ADD(z, p, ALL(1.0 / 6227020800));
  p = MULTIPLY_ADD(z, p, ALL(1.0 / 39916800));
  p = MULTIPLY_ADD(z, p, ALL(1.0 / 362880));
#else
  VECTOR p = MULTIPLY_ADD(z, ALL(1.0 / 39916800), ALL(1.0 / 362880));
#endif
  p = MULTIPLY_ADD(z, p, ALL(1.0 / 5040));
  p = MULTIPLY_ADD(z, p, ALL(1.0 / 120));
  p = MULTIPLY_ADD(z, p, ALL(1.0 / 6));
  VECTOR near = MULTIPLY_ADD(x * z, p, x);
  return CHOOSE(ABSOLUTE(x) < ALL(1), near, far);
}

#undef MANTISSA_BITS
#undef ONE_BITS
#undef ROUNDER
