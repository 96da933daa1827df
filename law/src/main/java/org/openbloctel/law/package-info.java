/**
 * The law of telephone canvassing as dated data, and the judge that applies it. Owns {@code law/fr/*.yaml}: regimes, rules, their
 * versions, articles, texts and parameters. Everybody may ask; it stands on nothing but numbers and the calendar and knows neither
 * database nor web. Invariants: a call is judged by the rules of its own day in the consumer's own zone; what is not known is never
 * a yes; a faulty file stops the start and names its line.
 */
@NullMarked
package org.openbloctel.law;

import org.jspecify.annotations.NullMarked;
