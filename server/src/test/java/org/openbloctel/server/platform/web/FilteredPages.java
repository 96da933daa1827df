package org.openbloctel.server.platform.web;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.openbloctel.server.platform.programs.Program;

/** A container of its own, with a filter before the pages that a test makes. */
final class FilteredPages implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<Thread> underWay = ConcurrentHashMap.newKeySet();

    /** Makes a page. */
    @FunctionalInterface
    interface Page {
        void make(HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException;
    }

    FilteredPages(Path folder, Filter filter, Page page) throws Exception {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", folder.toString());
        add(context, "noting", (request, response, chain) -> {
            underWay.add(Thread.currentThread());
            try {
                chain.doFilter(request, response);
            } finally {
                underWay.remove(Thread.currentThread());
            }
        });
        add(context, "tested", filter);
        Tomcat.addServlet(context, "pages", new Pages(page)).addMapping("/*");
        tomcat.start();
    }

    private static void add(Context context, String name, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        context.addFilterDef(definition);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName(name);
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
    }

    @SuppressWarnings("serial") // never written
    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient Page page;

        Pages(Page page) {
            this.page = page;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            try {
                page.make(request, response);
            } catch (InterruptedException e) {
                throw new ServletException(e);
            }
        }
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** Asks for a page. */
    CompletableFuture<HttpResponse<String>> get(String path, String language) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .header("Accept-Language", language)
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** Asks for a page and takes nothing of the answer. */
    Socket getAndTakeNothing(String path, String language) throws IOException {
        Socket slow = new Socket();
        slow.setReceiveBufferSize(4096);
        slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        slow.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Language: " + language + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return slow;
    }

    /** Until so many requests are under way, and all of them wait. */
    boolean wait(int requests) {
        return Program.comesTrue(() -> underWay.size() == requests
                && underWay.stream()
                        .map(Thread::getState)
                        .allMatch(state -> state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING));
    }

    @Override
    public void close() throws LifecycleException {
        client.shutdownNow();
        tomcat.stop();
        tomcat.destroy();
    }
}
