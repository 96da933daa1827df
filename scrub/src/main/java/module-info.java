/** The engine: phone numbers, opposition lists, call files, and the scrub itself. Nothing beyond the JDK. */
module org.openbloctel.scrub {
    requires static org.jspecify;

    exports org.openbloctel.scrub.number;
    exports org.openbloctel.scrub.list;
    exports org.openbloctel.scrub.file;
    exports org.openbloctel.scrub.engine;
}
