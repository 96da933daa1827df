/**
 * People who work for the registry's operator: they verify companies, note payments, enter letters. Their way in is their own;
 * what they do stands in the features they do it to.
 */
@NullMarked
package org.openbloctel.registry.accounts.operator;

import org.jspecify.annotations.NullMarked;
