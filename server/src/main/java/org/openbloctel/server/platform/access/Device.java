package org.openbloctel.server.platform.access;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client's program in a few words of a fixed list: {@code Firefox 128, Linux}, {@code curl}. What a client sends beside that may be
 * anything, and is dropped. Stateless.
 */
final class Device {
    /** The first that is found counts: most browsers name others, too. */
    private static final List<Map.Entry<String, Pattern>> BROWSERS = List.of(
            browser("Edge", "Edg"),
            browser("Opera", "OPR"),
            browser("Firefox", "Firefox"),
            browser("Chrome", "Chrome"),
            Map.entry("Safari", Pattern.compile("Version/([0-9]{1,3})\\b.*Safari/")));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iOS"),
            Map.entry("iPad", "iOS"),
            Map.entry("Windows", "Windows"),
            Map.entry("Mac OS X", "macOS"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Linux", "Linux"));

    private static final List<Map.Entry<String, String>> PROGRAMS = List.of(
            Map.entry("bloctel/", "bloctel"),
            Map.entry("curl/", "curl"),
            Map.entry("Wget/", "Wget"),
            Map.entry("python-requests/", "Python"),
            Map.entry("Python-urllib/", "Python"),
            Map.entry("Python/", "Python"),
            Map.entry("okhttp/", "OkHttp"),
            Map.entry("Java-http-client/", "Java"),
            Map.entry("Apache-HttpClient/", "Java"),
            Map.entry("Go-http-client/", "Go"),
            Map.entry("axios/", "Node"),
            Map.entry("node", "Node"),
            Map.entry("PostmanRuntime/", "Postman"),
            Map.entry("GuzzleHttp/", "PHP"));

    private Device() {}

    private static Map.Entry<String, Pattern> browser(String name, String product) {
        return Map.entry(name, Pattern.compile("\\b" + product + "/([0-9]{1,3})\\b"));
    }

    /** What a header {@code User-Agent} says; empty without one. */
    static String of(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return "";
        }
        for (Map.Entry<String, Pattern> browser : BROWSERS) {
            Matcher found = browser.getValue().matcher(userAgent);
            if (found.find()) {
                return browser.getKey() + " " + found.group(1) + system(userAgent);
            }
        }
        return PROGRAMS.stream()
                .filter(program -> userAgent.startsWith(program.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("other");
    }

    private static String system(String userAgent) {
        return SYSTEMS.stream()
                .filter(system -> userAgent.contains(system.getKey()))
                .map(system -> ", " + system.getValue())
                .findFirst()
                .orElse("");
    }
}
