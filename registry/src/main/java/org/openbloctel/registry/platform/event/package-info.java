/**
 * What companies' programs are told: a feature raises an {@link org.openbloctel.registry.platform.event.Event} once, in the transaction in which it
 * happens, after the audit trail. Every feature may call it; it knows none of them and has no table. {@code webhook} keeps and sends what is
 * raised. Invariant: an event has no phone number in it.
 */
@NullMarked
package org.openbloctel.registry.platform.event;

import org.jspecify.annotations.NullMarked;
