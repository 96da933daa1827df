/**
 * Keys that keep other keys: a feature that stores a secret makes a data key for it, and stores that key wrapped by the
 * server's master key. Destroying the wrapped key destroys what it encrypts. Stands on the JDK alone and knows no feature.
 *
 * <p>{@code NumberPermutation} seals phone numbers, {@code SealedTexts} encrypts texts and computes the prints of words and networks.
 */
@NullMarked
package org.openbloctel.registry.platform.vault;

import org.jspecify.annotations.NullMarked;
