package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** People who change one thing at the same moment: nothing is lost, nothing is done twice. */
final class ConcurrentConsumersIT {
    private static final String NUMBER = "06 39 98 00 01";

    private final ConsumerFixture fixture = new ConsumerFixture(false);
    private final Consumers consumers = fixture.consumers;

    @Test
    void clicksOnOneLinkMakeOneRegistration() throws Exception {
        consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        String token = fixture.token();
        List<Consumers.Opposed> answers = together(8, i -> () -> consumers.confirm(token));
        assertThat(answers).hasSize(8);
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(fixture.count("registration")).isEqualTo(1);
        assertThat(fixture.mails()).hasSize(1);
    }

    @Test
    void twoMailsOfOneNewConsumerMakeOneAccount() throws Exception {
        consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        String first = fixture.token();
        consumers.ask("01 99 00 00 02", ConsumerFixture.CAMILLE, Locale.FRENCH);
        String second = fixture.token();
        List<Consumers.Opposed> answers = together(2, i -> () -> consumers.confirm(i == 0 ? first : second));
        assertThat(answers.stream().map(Consumers.Opposed::consumer).distinct()).hasSize(1);
        assertThat(fixture.count("registration")).isEqualTo(2);
    }

    @RepeatedTest(3)
    void limitHoldsWhenManyNumbersComeAtOnce() throws Exception {
        Consumers.Opposed.Registered camille = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        List<Consumers.Opposed> added =
                together(16, i -> () -> consumers.add(camille.consumer(), "06 39 98 01 " + (10 + i)));
        assertThat(added).hasSize(9);
        assertThat(consumers.space(camille.consumer()).living()).hasSize(10);
    }

    @RepeatedTest(3)
    void numberStaysOnTheListWhileOneLeavesAndAnotherComes() throws Exception {
        Consumers.Opposed.Registered camille = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        fixture.mails();
        consumers.ask(NUMBER, ConsumerFixture.DOMINIQUE, Locale.FRENCH);
        String token = fixture.token();
        together(
                2,
                i -> () -> i == 0
                        ? consumers.confirm(token)
                        : consumers.withdraw(
                                camille.consumer(), camille.registration().id()));
        assertThat(fixture.listed(NUMBER)).isTrue();
    }

    @RepeatedTest(3)
    void numberLeavesTheListWhenBothWhoHaveItLeaveAtOnce() throws Exception {
        List<Consumers.Opposed.Registered> both = List.of(
                fixture.registered(NUMBER, ConsumerFixture.CAMILLE),
                fixture.registered(NUMBER, ConsumerFixture.DOMINIQUE));
        together(
                2,
                i -> () -> consumers.withdraw(
                        both.get(i).consumer(), both.get(i).registration().id()));
        assertThat(fixture.listed(NUMBER)).isFalse();
    }

    @RepeatedTest(3)
    void peopleWithTheSameNumbersWhoAreErasedAtOnceDoNotBlockEachOther() throws Exception {
        List<Consumers.Opposed.Registered> both = new ArrayList<>();
        for (String email : List.of(ConsumerFixture.CAMILLE, ConsumerFixture.DOMINIQUE)) {
            both.add(fixture.registered(NUMBER, email));
        }
        consumers.add(both.getFirst().consumer(), "01 99 00 00 02");
        consumers.add(both.getLast().consumer(), "01 99 00 00 02");
        together(2, i -> () -> {
            consumers.erase(both.get(i).consumer(), null);
            return i;
        });
        assertThat(fixture.count("consumer")).isZero();
        assertThat(fixture.listed(NUMBER)).isFalse();
    }

    private interface Numbered<T> {
        Callable<T> work(int i);
    }

    /** Starts all at once; a refusal is an answer too, and is left out. */
    private static <T> List<T> together(int people, Numbered<T> work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(people)) {
            for (int i = 0; i < people; i++) {
                Callable<T> one = work.work(i);
                running.add(pool.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            start.countDown();
        }
        List<T> answers = new ArrayList<>();
        for (Future<T> future : running) {
            try {
                answers.add(future.get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RefusedException)) {
                    throw e;
                }
            }
        }
        return answers;
    }
}
