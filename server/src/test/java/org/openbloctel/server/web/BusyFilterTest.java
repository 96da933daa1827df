package org.openbloctel.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.law.LawBook;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** One page at once, in a container of its own. */
final class BusyFilterTest {
    private static final int LARGE = 16 << 20;

    private final Tomcat tomcat = new Tomcat();
    private final CountDownLatch made = new CountDownLatch(1);

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", folder.toString());
        RefusalProse prose = new RefusalProse(new Texts().messageSource(LawBook.france(), Instant::now));
        FilterDef filter = new FilterDef();
        filter.setFilterName("busy");
        filter.setFilter(new BusyFilter(1, prose, new AcceptHeaderLocaleResolver()));
        context.addFilterDef(filter);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("busy");
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

    /** A large page, or a small one. */
    @SuppressWarnings("serial") // never written
    private final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/large")) {
                response.getOutputStream().write(new byte[LARGE]);
                made.countDown();
            } else {
                response.getOutputStream().print("small");
            }
        }
    }

    @Test
    void readerWhoTakesNothingHoldsNoPlace() throws Exception {
        try (Socket slow = new Socket();
                HttpClient client = HttpClient.newHttpClient()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            slow.getOutputStream()
                    .write("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(made.await(10, TimeUnit.SECONDS)).isTrue();
            HttpRequest small = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/small"))
                    .build();
            int status = 0;
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (status != 200 && System.nanoTime() < end) {
                status = client.send(small, BodyHandlers.discarding()).statusCode();
            }
            assertThat(status).isEqualTo(200);
        }
    }

    private int port() {
        return tomcat.getConnector().getLocalPort();
    }
}
