# Zwei Stufen: oben wird nach der Sperrdatei mit Prüfsummen installiert, unten läuft nur, was gebraucht wird.
FROM python:3.11-slim-bookworm AS bau
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /umgebung
COPY requirements.lock /bau/requirements.lock
# Ohne Auflösung (--no-deps): Die Sperrdatei nennt alles, und jede Datei muss ihre Prüfsumme haben.
RUN /umgebung/bin/python -m pip install --no-deps --require-hashes --only-binary :all: -r /bau/requirements.lock

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Lotsenwissen" org.opencontainers.image.licenses="EUPL-1.2"
RUN groupadd --system --gid 10001 lotsen \
    && useradd --system --uid 10001 --gid lotsen --home-dir /daten --shell /usr/sbin/nologin lotsen \
    && install -d -o lotsen -g lotsen -m 0750 /daten
COPY --from=bau /umgebung /umgebung
COPY pyproject.toml LICENSE chainlit.md /programm/
COPY assistant /programm/assistant
COPY evals /programm/evals
COPY prompts /programm/prompts
COPY --chown=lotsen:lotsen corpus /korpus
WORKDIR /programm
ENV PATH=/umgebung/bin:$PATH \
    PYTHONPATH=/programm \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MALLOC_ARENA_MAX=2 \
    LOTSENWISSEN_DATA_DIR=/daten \
    LOTSENWISSEN_CORPUS_DIR=/korpus \
    LOTSENWISSEN_HOST=0.0.0.0 \
    LOTSENWISSEN_PORT=8000
USER lotsen
VOLUME ["/daten", "/korpus"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/ready', timeout=4)"]
ENTRYPOINT ["python", "-m", "assistant"]
CMD ["chat"]
