package org.openbloctel.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** Some pages work, some wait for their turn, and the rest is refused. */
final class BusyFilterTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    /** More than buffers between a server and a client take. */
    private static final int LARGE = 16 << 20;

    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch made = new CountDownLatch(1);

    @TempDir
    private Path folder;

    private FilteredPages pages(int places, int working, Duration patience) throws Exception {
        StaticMessageSource texts = new StaticMessageSource();
        texts.setUseCodeAsDefaultMessage(true);
        RefusalProse prose = new RefusalProse(texts);
        return new FilteredPages(
                folder, new BusyFilter(places, working, patience, prose, new AcceptHeaderLocaleResolver()), this::make);
    }

    /** A large page, one that waits to be made, or a small one. */
    private void make(HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        begun.incrementAndGet();
        switch (request.getRequestURI()) {
            case "/large" -> {
                response.getOutputStream().write(new byte[LARGE]);
                made.countDown();
            }
            case "/slow" -> {
                goOn.await();
                response.getOutputStream().print("slow");
            }
            default -> response.getOutputStream().print("small");
        }
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.body()).contains("BT-0731");
    }

    @Test
    void pageWaitsForItsTurnAndOneBeyondThePlacesIsRefused() throws Exception {
        try (FilteredPages pages = pages(2, 1, LONG)) {
            CompletableFuture<HttpResponse<String>> first = pages.get("/slow", "fr");
            assertThat(pages.wait(1)).isTrue();
            CompletableFuture<HttpResponse<String>> second = pages.get("/slow", "fr");
            assertThat(pages.wait(2)).isTrue();
            assertThat(begun.get()).as("pages that are being made").isEqualTo(1);
            assertRefused(pages.get("/small", "fr").join());
            assertThat(second).isNotDone();
            goOn.countDown();
            assertThat(first.join().body()).isEqualTo("slow");
            assertThat(second.join().body()).isEqualTo("slow");
        }
    }

    @Test
    void pageWhoseTurnDoesNotComeIsRefusedAndGivesItsPlaceBack() throws Exception {
        try (FilteredPages pages = pages(2, 1, Duration.ZERO)) {
            CompletableFuture<HttpResponse<String>> first = pages.get("/slow", "fr");
            assertThat(pages.wait(1)).isTrue();
            for (int i = 0; i < 3; i++) {
                assertRefused(pages.get("/small", "fr").join());
            }
            goOn.countDown();
            assertThat(first.join().body()).isEqualTo("slow");
            assertThat(pages.get("/small", "fr").join().body()).isEqualTo("small");
        }
    }

    @Test
    void readerWhoTakesNothingHoldsNoPlace() throws Exception {
        try (FilteredPages pages = pages(1, 1, LONG);
                Socket slow = pages.getAndTakeNothing("/large", "fr")) {
            assertThat(made.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Program.comesTrue(() -> pages.get("/small", "fr").join().statusCode() == 200))
                    .isTrue();
            assertThat(slow.isClosed()).isFalse();
        }
    }
}
