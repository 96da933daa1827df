package org.openbloctel.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visitors who ask for one page at the same time get one page, in a container of their own. */
final class SharedPageTest {
    private static final int CROWD = 20;

    private final Tomcat tomcat = new Tomcat();
    private final PublicAnswerFilter filter = new PublicAnswerFilter();
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile boolean cookie;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", folder.toString());
        FilterDef shared = new FilterDef();
        shared.setFilterName("shared");
        shared.setFilter(filter);
        context.addFilterDef(shared);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("shared");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        Tomcat.addServlet(context, "pages", new Pages()).addMapping("/*");
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    /** A page that waits to be made, with the number of those made before it. */
    @SuppressWarnings("serial") // never written
    private final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            int number = made.incrementAndGet();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (cookie) {
                response.addHeader("Set-Cookie", "a=" + number);
            }
            response.setContentType("text/html;charset=UTF-8");
            response.getOutputStream().print("page " + number + " ".repeat(2_000));
        }
    }

    /** All ask before any page is made. */
    private List<HttpResponse<String>> crowd(String... languages) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < CROWD; i++) {
                answers.add(client.sendAsync(request(languages[i % languages.length]), BodyHandlers.ofString()));
            }
            assertThat(Program.comesTrue(() -> filter.waiting() == CROWD - languages.length))
                    .isTrue();
            goOn.countDown();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    private HttpRequest request(String language) {
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/aide"))
                .header("Accept-Language", language)
                .build();
    }

    @Test
    void pageIsMadeOnceForAllWhoAskWhileItIsMade() throws Exception {
        for (HttpResponse<String> answer : crowd("fr")) {
            assertThat(answer.body()).hasSize(2_006).startsWith("page 1 ");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
            assertThat(answer.headers().firstValue("ETag")).isPresent();
        }
        assertThat(made.get()).isEqualTo(1);
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request("fr"), BodyHandlers.ofString()).body())
                    .as("a later reader gets a later page")
                    .startsWith("page 2 ");
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
