# The bot as a container: not root, a read-only root file system, one volume for the store.
FROM python:3.12-slim

RUN useradd --system --uid 10001 --home-dir /data dateline && install -d -o dateline /data
WORKDIR /app
COPY pyproject.toml README.md ./
COPY core core
COPY bot bot
COPY seeds seeds
RUN pip install --no-cache-dir --editable '.[postgres]' && python -m compileall -q core bot

USER dateline
VOLUME /data
ENV PYTHONUNBUFFERED=1 \
    DATELINE_DATABASE_URL=sqlite:////data/dateline.sqlite3 \
    DATELINE_HTTP_HOST=0.0.0.0 \
    DATELINE_HTTP_PORT=8080 \
    DATELINE_LOG_FORMAT=json
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/readyz', timeout=4)"]
ENTRYPOINT ["dateline"]
CMD ["run"]
