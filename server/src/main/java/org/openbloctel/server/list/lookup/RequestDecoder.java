package org.openbloctel.server.list.lookup;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.util.List;

/**
 * Netty's decoder of requests in its strictest form, and stricter in two ways: no line of a head may begin with a blank (Netty would join
 * it to the line before), and the limit on a head counts all of it. A chunked body is refused. After a request that cannot be read it reads
 * no more. For one connection.
 */
final class RequestDecoder extends HttpRequestDecoder {
    static final int MAX_HEAD = 16 << 10;
    private static final int MAX_PIECE = 64 << 10;
    private static final byte LINE_FEED = '\n';

    private final Runnable bytesCame;
    private boolean inHead = true;
    private boolean beforeHead = true;
    private boolean ended;
    private int headLength;

    /**
     * A decoder for a connection.
     *
     * @param bytesCame is told whenever bytes came
     */
    RequestDecoder(Runnable bytesCame) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_HEAD)
                .setMaxHeaderSize(MAX_HEAD)
                .setMaxChunkSize(MAX_PIECE)
                .setChunkedSupported(false)
                .setAllowDuplicateContentLengths(false)
                .setValidateHeaders(true)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true));
        this.bytesCame = bytesCame;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        bytesCame.run();
        super.channelRead(context, message);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (ended) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!inHead) {
            super.decode(context, in, out);
            inHead = !out.isEmpty() && out.getLast() instanceof LastHttpContent;
            return;
        }
        if (hasFoldedLine(in)) {
            in.skipBytes(in.readableBytes());
            end(createInvalidMessage(), new IllegalArgumentException("folded line"), out);
            return;
        }
        int from = in.readerIndex();
        super.decode(context, in, out);
        headLength += in.readerIndex() - from;
        if (!out.isEmpty() && out.getFirst() instanceof HttpRequest request) {
            headIsWhole(request, out);
        }
    }

    private void headIsWhole(HttpRequest request, List<Object> out) {
        int length = headLength;
        inHead = out.getLast() instanceof LastHttpContent;
        beforeHead = true;
        headLength = 0;
        if (request.decoderResult().isFailure()) {
            ended = true;
        } else if (length > MAX_HEAD) {
            out.clear();
            end(request, new TooLongHttpHeaderException("longer than " + MAX_HEAD), out);
        }
    }

    private void end(HttpMessage message, RuntimeException cause, List<Object> out) {
        ended = true;
        message.setDecoderResult(DecoderResult.failure(cause));
        out.add(message);
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) throws Exception {
        beforeHead = false;
        return super.createMessage(initialLine);
    }

    /** Whether a line that came so far begins with a blank. Whole lines are decoded as they come, so that the first byte begins one. */
    private boolean hasFoldedLine(ByteBuf in) {
        int end = in.writerIndex();
        int at = in.readerIndex();
        // Empty lines before a request are none of it.
        while (beforeHead && at < end && isLineEnd(in.getByte(at))) {
            at++;
        }
        while (at < end) {
            byte first = in.getByte(at);
            if (first == ' ' || first == '\t') {
                return true;
            }
            int lineEnd = in.indexOf(at, end, LINE_FEED);
            if (isLineEnd(first) || lineEnd < 0) {
                return false;
            }
            at = lineEnd + 1;
        }
        return false;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\r' || b == LINE_FEED;
    }
}
