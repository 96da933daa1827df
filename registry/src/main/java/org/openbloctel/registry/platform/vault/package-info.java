/**
 * Keys that keep other keys: a feature that stores a secret makes a data key for it, and stores that key wrapped by the
 * server's master key. Destroying the wrapped key destroys what it encrypts. Stands on the JDK alone and knows no feature.
 */
@NullMarked
package org.openbloctel.registry.platform.vault;

import org.jspecify.annotations.NullMarked;
