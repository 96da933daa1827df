/**
 * Watches what companies learn of the list, by every way in. A number is fresh when this principal did not ask for it within 400 days.
 * Fresh numbers draw on a budget, repeats are free; what the fresh numbers of a principal look like may stop a company.
 *
 * <p>Invariant: a question is recorded before it is answered, and nothing that was refused counts as known. No number is kept: a
 * principal's numbers are keyed prints, and of many numbers a sample.
 *
 * <p>{@code Guard.answer} goes before each look-up, {@code Guard.file} before each file, in the transaction that publishes it. Both ask
 * two holders: the {@code Ledger} of what principals asked for, drew and have left, and the {@code Watch} on what a company's fresh numbers
 * look like. {@code Guard.exchange} compares both with the database every five seconds.
 *
 * <p>In the ledger, {@code Asked} holds the prints of what a principal asked for; {@code Account} is what one server knows of it, with the rest
 * of its last draw. {@code PrintJournal} has what was answered since the exchange, and outlives the process: the next start refunds what a
 * killed server drew in vain (docs/decisions/0127). The engine's {@code Judge} and {@code WholeLine} tell of each number that decides an
 * answer, wherever it is written ({@code AlsoAsked}).
 *
 * <p>In the watch, {@code Weeks} has the {@code Figures} of a company's day, in which {@code Sign} finds walks, and the {@code Spread} of its
 * week over the blocks, on all servers; {@code Coverage} is which part of mobile blocks they are, and holds a file or a look-up
 * (docs/decisions/0126). A {@code Stop} closes a {@code Pair} of company and principal, or the company (docs/decisions/0128). Weak signs are
 * noted, among them how a week differs from the company's {@code OwnPast} (docs/decisions/0076). A {@code Poll} excuses its campaign's files
 * (docs/decisions/0073); {@code GuardDesk} is what the operator's people do about it.
 *
 * <p>{@code CanaryWatch} tests each answered number against the canaries and writes sightings down at the exchange; {@code CanaryOdds}
 * judges them; {@code Canaries} lists, withdraws, retires and traces them (docs/decisions/0072).
 *
 * <p>The event loop of the look-up listener never waits: a check that needs a draw gets a {@code WouldWaitException} and goes on in a
 * thread of {@code CheckThreads} (docs/decisions/0134). See docs/decisions/0068, and docs/enumeration.md for what attackers reach.
 */
@NullMarked
package org.openbloctel.registry.list.guard;

import org.jspecify.annotations.NullMarked;
