package org.openbloctel.server.list.lookup;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests that two readers could read in two ways, and those close to them that are well formed. {@code %s} stands where a key goes. */
final class AmbiguousRequests {
    private static final String LINE = "POST /api/v1/checks HTTP/1.1\r\n";
    private static final String HOST = "Host: a\r\n";
    private static final String TYPE = "Content-Type: application/json\r\n";
    private static final String EMPTY = "{\"numbers\":[]}";
    private static final String LENGTH = "Content-Length: " + EMPTY.length() + "\r\n";

    private AmbiguousRequests() {}

    /** By name. Each is to be refused as no proper HTTP, with nothing read behind it. */
    static Map<String, String> refused() {
        Map<String, String> all = new TreeMap<>();
        // Where the body ends.
        all.put("two lengths", head(LENGTH + "Content-Length: 3\r\n"));
        all.put("the same length twice", head(LENGTH + LENGTH));
        all.put("two lengths in one field", head("Content-Length: 14, 14\r\n"));
        for (String length : List.of("+14", "-14", "0xE", "14 0", "1e1", "", "99999999999999999999", "\u0661")) {
            all.put("length '" + length + "'", head("Content-Length: " + length + "\r\n"));
        }
        all.put("blank before a colon", head("Content-Length : 14\r\n"));
        all.put("tab before a colon", head("Content-Length\t: 14\r\n"));
        all.put("length and chunks", head(LENGTH + "Transfer-Encoding: chunked\r\n"));
        for (String coding :
                List.of("chunked", "xchunked", "identity", "chunked, identity", "gzip, chunked", "\tchunked")) {
            all.put("coding " + coding.strip() + coding.length(), head("Transfer-Encoding: " + coding + "\r\n"));
            all.put("length and coding " + coding, head(LENGTH + "Transfer-Encoding: " + coding + "\r\n"));
        }
        all.put("huge chunk", LINE + HOST + TYPE + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" + EMPTY);
        all.put("negative chunk", LINE + HOST + TYPE + "Transfer-Encoding: chunked\r\n\r\n-1\r\n" + EMPTY);
        // Where a line ends, and where the head does.
        all.put("bare line feeds", head(LENGTH).replace("\r\n", "\n"));
        all.put("bare line feed after a field", head("A: b\nContent-Length: 14\r\n"));
        all.put("bare line feed after the first line", head(LENGTH).replace("1.1\r\n", "1.1\n"));
        all.put("bare line feed before the body", head(LENGTH).replace("\r\n\r\n", "\r\n\n"));
        all.put("bare carriage return", head("A: b\rContent-Length: 14\r\n"));
        all.put("folded line", head("A: b\r\n c: d\r\n" + LENGTH));
        all.put("line folded with a tab", head("A: b\r\n\tc: d\r\n" + LENGTH));
        all.put("folded length", head("Content-Length:\r\n 14\r\n"));
        all.put("folded coding", head(LENGTH + "Transfer-Encoding:\r\n chunked\r\n"));
        all.put("folded first line", LINE + " x: y\r\n" + HOST + LENGTH + "\r\n" + EMPTY);
        all.put("blank line that is not empty", LINE + HOST + LENGTH + " \r\n" + EMPTY);
        // Fields and the first line.
        all.put("field without a colon", head("A\r\n" + LENGTH));
        all.put("field without a name", head(": a\r\n" + LENGTH));
        all.put("NUL in a name", head("A\0: a\r\n" + LENGTH));
        all.put("NUL in a value", head("A: a\0b\r\n" + LENGTH));
        all.put("no host", LINE + LENGTH + "\r\n" + EMPTY);
        all.put("two hosts", LINE + HOST + HOST + LENGTH + "\r\n" + EMPTY);
        all.put("address in full with another host", absolute("http://b"));
        for (String version : List.of("HTTP/2", "HTTP/2.0", "HTTP/1.2", "HTTP/11", "HTTP/1.1x", "HTTP1.1", "")) {
            all.put("version '" + version + "'", head(LENGTH).replace("HTTP/1.1", version));
        }
        all.put("no address", head(LENGTH).replace("/api/v1/checks", ""));
        return all;
    }

    /** By name. Each is well formed, in spite of its likeness to others. */
    static Map<String, String> accepted() {
        Map<String, String> all = new TreeMap<>();
        all.put("plain", head(LENGTH));
        all.put("blanks around a value", head("Content-Length: \t14 \r\n"));
        all.put("no blank before a value", head("Content-Length:14\r\n"));
        all.put("names in other letters", head("CONTENT-length: 14\r\n"));
        all.put("empty line before", "\r\n" + head(LENGTH));
        all.put("empty value", head("A:\r\n" + LENGTH));
        all.put("address in full", absolute("http://a"));
        return all;
    }

    private static String absolute(String authority) {
        return head(LENGTH).replace("/api", authority + "/api");
    }

    private static String head(String fields) {
        return LINE + HOST + "Authorization: Bearer %s\r\n" + TYPE + fields + "\r\n" + EMPTY;
    }
}
