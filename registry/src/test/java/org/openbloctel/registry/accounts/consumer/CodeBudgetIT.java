package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.NumberCodes.Sender.Channel;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** All telephones together get so many codes an hour and a day, by all servers, and the operator learns of the last one once. */
final class CodeBudgetIT {
    private static final PhoneNumber NUMBER = PhoneNumber.read("06 39 98 00 61");

    private final ConsumerFixture fixture = new ConsumerFixture(true);
    private final List<CodeSpan> alarms = new ArrayList<>();

    /** Another server, or the same one after a restart: nothing is remembered but what the database has. */
    private CodeBudget server(int hour, int day) {
        return new CodeBudget(
                fixture.database,
                fixture::now,
                fixture.sender,
                new CodeBudget.Limits(hour, day),
                (span, limit) -> alarms.add(span));
    }

    private void admit(CodeBudget server) {
        fixture.database.runInAccounts(server::admit);
    }

    @Test
    void codesOfAllServersCountTogetherAndTheLastOneRaisesTheAlarmOnce() {
        admit(server(3, 0));
        admit(server(3, 0));
        assertThat(alarms).isEmpty();
        admit(server(3, 0));
        assertThat(alarms).containsExactly(CodeSpan.HOUR);
        assertRefused(() -> admit(server(3, 0)), "BT-0223");
        assertRefused(() -> admit(server(3, 0)), "BT-0223");
        assertThat(alarms).containsExactly(CodeSpan.HOUR);
        assertThat(server(3, 0).now())
                .containsExactly(new CodeBudget.Use(CodeSpan.DAY, 3, 0), new CodeBudget.Use(CodeSpan.HOUR, 3, 3));
        fixture.pass(Duration.ofHours(1));
        assertThat(server(3, 0).now()).contains(new CodeBudget.Use(CodeSpan.HOUR, 0, 3));
        admit(server(3, 0));
        assertThat(server(3, 0).now()).contains(new CodeBudget.Use(CodeSpan.HOUR, 1, 3));
    }

    @Test
    void dayEndsAtMidnightInFrance() {
        fixture.at("2026-11-25T22:59:00Z");
        admit(server(0, 1));
        assertRefused(() -> admit(server(0, 1)), "BT-0223");
        fixture.at("2026-11-25T23:00:00Z");
        admit(server(0, 1));
        assertThat(alarms).containsExactly(CodeSpan.DAY, CodeSpan.DAY);
    }

    @Test
    void codeThatWasNotSentIsCountedNoMore() {
        fixture.sender.works = false;
        CodeBudget server = server(1, 1);
        admit(server);
        assertThat(server.send(NUMBER, "123456", Channel.SMS, Locale.FRENCH)).isFalse();
        admit(server);
        assertThat(alarms).as("each once").containsExactly(CodeSpan.DAY, CodeSpan.HOUR);
    }

    @Test
    void ofManyAtOnceNoMoreThanTheLimitGoOut() throws Exception {
        AtomicInteger admitted = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        AtOnce.times(8, () -> {
            try {
                admit(server(3, 100));
                return admitted.incrementAndGet();
            } catch (RefusedException e) {
                return refused.incrementAndGet();
            }
        });
        assertThat(List.of(admitted.get(), refused.get())).containsExactly(3, 5);
    }

    @Test
    void codeBeyondTheLimitIsNeitherMadeNorSentAndCountsForNobody() {
        NumberCodes codes = fixture.codes(server(1, 0));
        LostMailboxes lost = fixture.lostMailboxes(7, server(1, 0));
        fixture.consumers.ask("06 39 98 00 62", ConsumerFixture.CAMILLE, Locale.FRENCH);
        var waiting = (Consumers.Opposed.CodeNeeded) fixture.consumers.confirm(fixture.token());
        codes.send(waiting.consumer(), waiting.request(), Channel.SMS);
        assertRefused(() -> codes.send(waiting.consumer(), waiting.request(), Channel.SMS), "BT-0223");
        lost.ask("06 39 98 00 62", ConsumerFixture.DOMINIQUE, Locale.FRENCH);
        String token = fixture.token();
        assertRefused(() -> lost.send(token, Channel.SMS), "BT-0223");
        assertThat(fixture.sender.codes).hasSize(1);
        assertThat(fixture.count("number_code")).isEqualTo(1);
        fixture.pass(Duration.ofHours(1));
        lost.send(token, Channel.SMS);
        assertThat(fixture.sender.codes).hasSize(2);
    }

    @Test
    void countsAreForgottenAfterThirtyDays() {
        admit(server(0, 0));
        fixture.pass(Duration.ofDays(31));
        fixture.duties.forget();
        assertThat(fixture.count("code_count")).isZero();
    }
}
