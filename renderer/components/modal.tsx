// Window. A dialog over the window: keeps the focus inside, closes with Escape, gives the focus back.
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal as AriaModal, ModalOverlay } from 'react-aria-components/Modal';

interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly isWide?: boolean;
  readonly isAlert?: boolean;
  /** The command palette: near the top, its title for screen readers only. */
  readonly isPalette?: boolean;
  readonly children: ReactNode;
}

export function Modal({ title, onClose, isWide, isAlert, isPalette, children }: ModalProps) {
  const look = isPalette === true ? 'modal palette' : isWide === true ? 'modal wide' : 'modal';
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <AriaModal className={look}>
        <Dialog className="dialog" role={isAlert === true ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" className={isPalette === true ? 'sr-only' : 'dialog-title'}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}
