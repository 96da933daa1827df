/**
 * The law of telephone canvassing as dated data, and the judge that applies it. Owns {@code law/fr/*.yaml}: regimes, rules, their
 * versions, articles, texts and parameters. Everybody may ask; it stands on nothing but numbers and the calendar and knows neither
 * database nor web. Invariants: a call is judged by the rules of its own day in the consumer's own zone; what is not known is never
 * a yes; a faulty file stops the start and names its line.
 *
 * <p>{@code LawReader} reads the files into a {@code LawBook}. {@code CallJudge} makes a {@code CallVerdict} from a {@code Call} and the
 * {@code Known} facts. The rules of a day are prepared once ({@code RulesInForce}), each as a {@code Check} that answers clear, blocked
 * until an instant, unconfirmed, or missing a fact. A book is read in two ways: calls to come are also judged by the stricter defaults of
 * this service ({@code RuleVersion.Verdicts}), calls that were made by the law alone ({@code CallJudge.ofPastCalls}; docs/decisions/0137).
 * {@code CampaignOutlook} asks the same checks about a whole campaign before any number is known (docs/decisions/0056).
 * {@code Known.UNKNOWN} stands for a refusal or conversation of which nothing is known, where null means never.
 *
 * <p>Sentences about the law are data too: {@code law/fr/statements.yaml} has each once, with its dates and rules (docs/decisions/0054).
 * See docs/decisions/0030 and docs/rules.
 */
@NullMarked
package org.openbloctel.law;

import org.jspecify.annotations.NullMarked;
