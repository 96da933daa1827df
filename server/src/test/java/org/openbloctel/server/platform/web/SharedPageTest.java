package org.openbloctel.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visitors who ask for one page at the same time get one page. */
final class SharedPageTest {
    private static final int CROWD = 20;
    private static final String PAGE = "/aide";
    /** More than buffers between a server and a client take. */
    private static final int LARGE = 16 << 20;

    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile int spaces = 2_000;
    private volatile boolean cookie;
    private FilteredPages pages;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        pages = new FilteredPages(folder, new PublicAnswerFilter(), this::make);
    }

    @AfterEach
    void stop() throws Exception {
        pages.close();
    }

    /** A page that waits to be made, with the number of those made before it. */
    private void make(HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        int number = made.incrementAndGet();
        goOn.await();
        if (cookie) {
            response.addHeader("Set-Cookie", "a=" + number);
        }
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().print("page " + number + " ".repeat(spaces));
    }

    /** All ask before any page is made. */
    private List<HttpResponse<String>> crowd(String... languages) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            answers.add(pages.get(PAGE, languages[i % languages.length]));
        }
        assertThat(pages.wait(CROWD)).isTrue();
        goOn.countDown();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void pageIsMadeOnceForAllWhoAskWhileItIsMade() {
        for (HttpResponse<String> answer : crowd("fr")) {
            assertThat(answer.body()).hasSize(2_006).startsWith("page 1 ");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
            assertThat(answer.headers().firstValue("ETag")).isPresent();
        }
        assertThat(made.get()).isEqualTo(1);
        assertThat(pages.get(PAGE, "fr").join().body())
                .as("a later reader gets a later page")
                .startsWith("page 2 ");
    }

    @Test
    void readerWhoTakesNothingKeepsNoOtherWaiting() throws Exception {
        spaces = LARGE;
        try (Socket slow = pages.getAndTakeNothing(PAGE, "fr")) {
            assertThat(pages.wait(1)).isTrue();
            CompletableFuture<HttpResponse<String>> other = pages.get(PAGE, "fr");
            assertThat(pages.wait(2)).isTrue();
            goOn.countDown();
            assertThat(other.get(10, TimeUnit.SECONDS).body()).startsWith("page 1 ");
            assertThat(slow.isClosed()).isFalse();
        }
    }

    @Test
    void eachLanguageHasItsOwn() {
        assertThat(crowd("fr", "en")).hasSize(CROWD);
        assertThat(made.get()).isEqualTo(2);
    }

    @Test
    void pageWithACookieIsForItsVisitorAlone() {
        cookie = true;
        assertThat(crowd("fr"))
                .extracting(answer -> answer.headers().firstValue("Set-Cookie"))
                .doesNotHaveDuplicates()
                .hasSize(CROWD);
        assertThat(made.get()).isEqualTo(CROWD);
    }
}
